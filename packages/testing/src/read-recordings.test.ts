import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { readRecordings } from "./read-recordings.ts";

it("reads answers and streams by vendor and name, and nothing else", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "recordings-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const vendor = path.join(folder, "chat-completions/xai");
  mkdirSync(vendor, { recursive: true });
  writeFileSync(path.join(vendor, "text.json"), '{ "id": "a" }');
  writeFileSync(path.join(vendor, "stream.chunks.txt"), '{"id":"b"}\n{"id":"c"}\n');
  writeFileSync(path.join(vendor, "README.md"), "# Notes");
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
  const folder = mkdtempSync(path.join(tmpdir(), "recordings-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(path.join(folder, "responses"));
  writeFileSync(path.join(folder, "responses/a.chunks.txt"), '{"type":"response.created"}\n{}\n');
  expect(readRecordings("responses", folder)).toMatchObject([
    { body: 'event: response.created\ndata: {"type":"response.created"}\n\ndata: {}\n\n' },
  ]);
});

it("reads nothing when no folder is named", () => {
  expect(readRecordings("chat-completions", "")).toEqual([]);
});

it("does not take a folder that is not there for one without recordings", () => {
  const folder = path.join(tmpdir(), "no-such-folder");
  expect(() => readRecordings("chat-completions", folder)).toThrow("no-such-folder");
});
