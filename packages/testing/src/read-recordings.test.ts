import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { createFolder } from "./programs/create-folder.ts";
import { readRecordings } from "./read-recordings.ts";

it("reads answers and streams by vendor and name, and nothing else", () => {
  const folder = createFolder({
    "chat-completions/xai/text.json": '{ "id": "a" }',
    "chat-completions/xai/stream.chunks.txt": '{"id":"b"}\n{"id":"c"}\n',
    "chat-completions/xai/README.md": "# Notes",
  });
  expect(readRecordings("chat-completions", folder)).toEqual([
    {
      name: "xai/stream",
      isStream: true,
      chunks: [{ id: "b" }, { id: "c" }],
      body: 'data: {"id":"b"}\n\ndata: {"id":"c"}\n\ndata: [DONE]\n\n',
    },
    { name: "xai/text", isStream: false, chunks: [{ id: "a" }], body: '{ "id": "a" }' },
  ]);
});

it("writes other formats without an end mark, and the type of an event as its name", () => {
  const folder = createFolder({
    "responses/a.chunks.txt": '{"type":"response.created"}\n{}\n',
  });
  expect(readRecordings("responses", folder)).toMatchObject([
    { body: 'event: response.created\ndata: {"type":"response.created"}\n\ndata: {}\n\n' },
  ]);
});

it("reads nothing when no folder is named", () => {
  expect(readRecordings("chat-completions", "")).toEqual([]);
});

it("fails when the folder does not exist, instead of reading nothing", () => {
  const folder = path.join(tmpdir(), "no-such-folder");
  expect(() => readRecordings("chat-completions", folder)).toThrow("no-such-folder");
});
