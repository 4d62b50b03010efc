import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { parseRecording } from "../src/recorder/parse-recording.ts";
import type { Recording } from "../src/recorder/recording.ts";
import { startEmulator } from "../src/start-emulator.ts";
import { formatFixture, toFixture } from "./to-fixture.ts";

it("turns a recording into a fixture with the same bytes", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "fixture-"));
  await using service = await startEmulator({ tokenDelayMs: 0 });
  const recorder = await startEmulator({ record: { folder, target: service.url } });
  const response = await fetch(`${recorder.url}/v1/messages`, {
    method: "POST",
    headers: { "x-api-key": "sk-any", "content-type": "application/json" },
    body: JSON.stringify({
      model: "claude-sonnet-4-6",
      max_tokens: 100,
      stream: true,
      messages: [{ role: "user", content: 'Say "good\r\nmorning"' }],
    }),
  });
  const body = await response.text();
  await recorder.close();
  const [name = ""] = await readdir(folder);
  const recording = parseRecording(await readFile(path.join(folder, name), "utf8"), name);
  const module = path.join(folder, "fixture.ts");
  await writeFile(module, `export default ${formatFixture(toFixture("good-morning", recording))};`);
  const written: unknown = await import(pathToFileURL(module).href);
  expect(written).toMatchObject({
    default: { name: "good-morning", api: "messages", body, expected: {} },
  });
  await rm(folder, { recursive: true });
});

const recording: Recording = {
  version: 1,
  recordedAt: "2026-11-21T12:00:00.000Z",
  request: { method: "POST", path: "/v1/chat/completions", query: {}, headers: {} },
  response: {
    status: 503,
    headers: { "content-type": "text/html" },
    headersAtMs: 1,
    chunks: [{ atMs: 1, text: "<html>" }],
    end: "cut",
  },
};

it("keeps what is unusual about an answer", () => {
  expect(toFixture("odd", recording)).toEqual({
    name: "odd",
    oddity: "Say here what is odd",
    source: "recorded on 2026-11-21",
    stream: false,
    status: 503,
    headers: { "content-type": "text/html" },
    body: "<html>",
    isCut: true,
    expected: {},
  });
});

it.each<[string, Partial<Recording["request"]>, Partial<Recording["response"]>, string]>([
  ["Odd", {}, {}, 'a fixture\'s name must be in kebab-case, not "Odd"'],
  ["odd", { path: "/v1/videos" }, {}, "/v1/videos is not the path of a text API"],
  ["odd", {}, { end: "left" }, "the caller left"],
  ["odd", {}, { chunks: [{ atMs: 1, base64: "/wA=" }] }, "the body is not text"],
])("refuses what cannot be a fixture: %s %j %j", (name, request, response, message) => {
  const changed = {
    ...recording,
    request: { ...recording.request, ...request },
    response: { ...recording.response, ...response },
  };
  expect(() => toFixture(name, changed)).toThrow(message);
});
