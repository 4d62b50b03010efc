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
  expect(readRecordings(folder)).toEqual([
    {
      name: "xai/stream",
      isStream: true,
      chunks: [{ id: "b" }, { id: "c" }],
      body: 'data: {"id":"b"}\n\ndata: {"id":"c"}\n\ndata: [DONE]\n\n',
    },
    { name: "xai/text", isStream: false, chunks: [{ id: "a" }], body: '{ "id": "a" }' },
  ]);
});

it("reads nothing when no folder is named", () => {
  expect(readRecordings("")).toEqual([]);
});

it("does not take a folder that is not there for one without recordings", () => {
  expect(() => readRecordings(path.join(tmpdir(), "no-such-folder"))).toThrow("no-such-folder");
});
