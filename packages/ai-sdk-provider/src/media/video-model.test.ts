import { experimental_generateVideo as generateVideo } from "ai";
import { createInMemoryFetch, jsonResponse } from "@cometapi/testing";
import { describe, expect, it, vi } from "vitest";
import { startCometAPI } from "../../test/start-cometapi.ts";
import { createCometAPI } from "../provider.ts";

const cometapi = startCometAPI();
const poll = { intervalMs: 1 };

describe("a video model", () => {
  it("starts a video, polls until it is finished, and fetches it", async () => {
    const { video, warnings } = await generateVideo({
      model: cometapi.create().videoModel("sora-2"),
      prompt: "A lighthouse at night",
      duration: 4,
      resolution: "1280x720",
      poll,
    });
    expect(video.mediaType).toMatch(/^video\//);
    expect(video.uint8Array.length).toBeGreaterThan(0);
    expect(warnings).toEqual([]);
  });

  it("starts from an image", async () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const { video } = await generateVideo({
      model: cometapi.create().videoModel("sora-2"),
      prompt: { text: "It begins to rain", image: png },
      poll,
    });
    expect(video.uint8Array.length).toBeGreaterThan(0);
  });

  it("goes on polling for a new video that the service does not know yet", async () => {
    const { fetch, requests } = createInMemoryFetch([
      jsonResponse({ id: "video-1", status: "queued" }),
      jsonResponse({ error: { message: "x", code: "task_not_exist" } }, { status: 404 }),
      jsonResponse({ id: "video-1", status: "completed" }),
      new Response(new Uint8Array([1])),
    ]);
    const model = createCometAPI({ apiKey: "sk-in-memory", fetch }).videoModel("runway");
    await generateVideo({ model, prompt: "A lighthouse", poll });
    expect(requests).toHaveLength(4);
  });

  it("does not poll forever for a video that nobody knows", async () => {
    const { fetch } = createInMemoryFetch([
      jsonResponse({ error: { message: "x", code: "task_not_exist" } }, { status: 404 }),
    ]);
    const model = createCometAPI({ apiKey: "sk-in-memory", fetch }).videoModel("runway");
    const operation = { id: "video-1", startedAtMs: Date.now() - 61_000 };
    await expect(model.doStatus?.({ operation })).rejects.toMatchObject({ statusCode: 404 });
  });

  it("reports why a video could not be made", async () => {
    const { fetch } = createInMemoryFetch([
      jsonResponse({ id: "video-1", status: "queued" }),
      jsonResponse({ id: "video-1", status: "failed", error: { message: "Refused by policy" } }),
    ]);
    const model = createCometAPI({ apiKey: "sk-in-memory", fetch }).videoModel("sora-2");
    await expect(generateVideo({ model, prompt: "A lighthouse", poll })).rejects.toThrow(
      "Refused by policy",
    );
  });

  it.each([
    ["the gateway ran out of time", jsonResponse({ error: { message: "no" } }, { status: 504 })],
    ["no answer came in time", "never" as const],
  ])("does not start a video again when %s: it may be made, and charged", async (_, reply) => {
    const { fetch, requests } = createInMemoryFetch([reply]);
    const settings = { apiKey: "sk-in-memory", fetch, timeout: 20 };
    const model = createCometAPI(settings).videoModel("sora-2");
    await expect(generateVideo({ model, prompt: "A lighthouse", poll })).rejects.toMatchObject({
      name: "AI_APICallError",
      isRetryable: false,
    });
    expect(requests).toHaveLength(1);
  });

  it("starts a video again that was refused for its rate", async () => {
    const headers = { "retry-after-ms": "1" };
    const { fetch, requests } = createInMemoryFetch([
      jsonResponse({ error: { message: "slow down" } }, { status: 429, headers }),
      jsonResponse({ id: "video-1", status: "queued" }),
      jsonResponse({ id: "video-1", status: "completed" }),
      new Response(new Uint8Array([1])),
    ]);
    const model = createCometAPI({ apiKey: "sk-in-memory", fetch }).videoModel("sora-2");
    await generateVideo({ model, prompt: "A lighthouse", poll });
    expect(requests).toHaveLength(4);
  });

  it("starts from an image that is given by its address", async () => {
    const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const { fetch, requests } = createInMemoryFetch([
      new Response(picture, { headers: { "content-type": "image/png" } }),
      jsonResponse({ id: "video-1", status: "queued" }),
      jsonResponse({ id: "video-1", status: "completed" }),
      new Response(new Uint8Array([1])),
    ]);
    const model = createCometAPI({ apiKey: "sk-in-memory", fetch }).videoModel("sora-2");
    const image = "https://a.example/first.png";
    await generateVideo({ model, prompt: { text: "Zoom in", image }, poll });
    expect(requests[0]?.url).toBe(image);
    const form = requests[1]?.body;
    const sent = form instanceof FormData ? form.get("input_reference") : undefined;
    expect(sent).toMatchObject({ type: "image/png", size: picture.length });
  });

  it("warns of options that models name differently, and takes them in extraBody", async () => {
    vi.stubGlobal("AI_SDK_LOG_WARNINGS", false);
    const { warnings } = await generateVideo({
      model: cometapi.create().videoModel("sora-2"),
      prompt: "A lighthouse",
      aspectRatio: "16:9",
      fps: 24,
      providerOptions: { cometapi: { extraBody: { ratio: "16:9" } } },
      poll,
    });
    expect(warnings.map((warning) => "feature" in warning && warning.feature)).toEqual([
      "aspectRatio",
      "fps",
    ]);
  });

  it("refuses an operation that it did not start", async () => {
    const model = cometapi.create().videoModel("sora-2");
    await expect(model.doStatus?.({ operation: "video-1" })).rejects.toThrow(
      "operation must be the one that doStart returned: { id, startedAtMs }.",
    );
  });
});
