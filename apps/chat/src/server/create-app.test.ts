import { tmpdir } from "node:os";
import type { CometAPIProviderSettings } from "@cometapi/ai-sdk-provider";
import { startEmulator } from "@cometapi/emulator";
import { expect, it, onTestFinished } from "vitest";
import { createApp } from "./create-app.ts";

const choices = {
  model: "gpt-5",
  api: "auto",
  effort: "default",
  searchesWeb: false,
  usesTools: false,
};

async function start(provider: CometAPIProviderSettings = {}) {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  const app = createApp({
    provider: { apiKey: "sk-secret-key", baseURL: emulator.url, ...provider },
    source: "Answers come from the emulator.",
    pageFolder: tmpdir(),
    notesFolder: tmpdir(),
  });
  const request = (
    path: string,
    init: Omit<RequestInit, "headers"> & { headers?: Record<string, string> } = {},
  ) => app.request(path, { ...init, headers: { host: "127.0.0.1:4180", ...init.headers } });
  const post = (body: unknown) =>
    request("/api/chat", { method: "POST", body: JSON.stringify(body) });
  return { request, post };
}

it("gives the page the models and their prices, and never the key", async () => {
  const { request } = await start();
  const text = await (await request("/api/state")).text();
  const { models } = JSON.parse(text);
  expect(models).toContainEqual({
    id: "claude-sonnet-5",
    vendor: "Anthropic",
    makes: "text",
    takes: expect.arrayContaining(["text", "image"]),
    contextWindow: 1_000_000,
    inputUSD: 1.6,
    outputUSD: 8,
    api: "messages",
  });
  expect(models).toContainEqual(expect.objectContaining({ id: "tts-1", makes: "speech" }));
  expect(models.map(({ id }: { id: string }) => id)).not.toContain("whisper-1");
  expect(text).not.toContain("sk-secret-key");
});

it.each([
  ["a page of another site", { origin: "https://evil.example" }],
  ["another program's page on this machine", { origin: "http://127.0.0.1:9999" }],
  ["a name that was pointed here", { host: "evil.example" }],
])("does not answer %s", async (_, headers) => {
  const { request } = await start();
  expect((await request("/api/state", { headers })).status).toBe(403);
});

it("answers requests of its own page", async () => {
  const { request } = await start();
  const headers = { origin: "http://127.0.0.1:4180" };
  expect((await request("/api/state", { headers })).status).toBe(200);
});

it.each([
  ["no JSON", "{"],
  ["no messages", { messages: [], choices }],
  ["messages that are none", { messages: [{ role: "user" }], choices }],
  ["an API that does not exist", { messages: [{}], choices: { ...choices, api: "soap" } }],
])("refuses %s and says why", async (_, body) => {
  const { post } = await start();
  const response = await post(body);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: "invalid-request" });
});

it("refuses what is larger than 32 MiB", async () => {
  const { request } = await start();
  const response = await request("/api/chat", {
    method: "POST",
    body: new Uint8Array(33 * 1024 * 1024),
    headers: { "content-length": String(33 * 1024 * 1024) },
  });
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ message: expect.stringContaining("32 MiB") });
});

it("also answers when the catalogue cannot be read", async () => {
  const { post } = await start({
    fetch: (input, init) =>
      new Request(input, init).url.endsWith("/api/models")
        ? Promise.reject(new TypeError("fetch failed"))
        : fetch(input, init),
  });
  const messages = [{ id: "1", role: "user", parts: [{ type: "text", text: "Say hello" }] }];
  const response = await post({ messages, choices });
  expect(response.status).toBe(200);
  expect(await response.text()).toMatch(/"text-delta".*hello/u);
});
