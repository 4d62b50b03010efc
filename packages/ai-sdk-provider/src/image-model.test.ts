import { generateImage } from "ai";
import { createInMemoryFetch, jsonResponse } from "@cometapi/testing";
import { expect, it, vi } from "vitest";
import { startCometAPI } from "../test/start-cometapi.ts";
import { createCometAPI } from "./provider.ts";

const cometapi = startCometAPI();

it("makes images from words", async () => {
  const { images, warnings, responses } = await generateImage({
    model: cometapi.create().imageModel("gpt-image-1"),
    prompt: "A lighthouse",
    n: 2,
    size: "1024x1024",
  });
  expect(images).toHaveLength(2);
  expect(images[0]?.mediaType).toBe("image/png");
  expect(warnings).toEqual([]);
  expect(responses[0]?.modelId).toBe("gpt-image-1");
});

it("asks models that would give an address for the image itself", async () => {
  const { image, providerMetadata } = await generateImage({
    model: cometapi.create().imageModel("dall-e-3"),
    prompt: "A lighthouse",
  });
  expect(image.mediaType).toBe("image/png");
  expect(cometapi.lastBody()).toMatchObject({ response_format: "b64_json" });
  expect(providerMetadata["cometapi"]).toMatchObject({
    images: [{ revisedPrompt: "A lighthouse" }],
  });
});

it("asks for one image at a time where a model makes one", async () => {
  const { images } = await generateImage({
    model: cometapi.create().imageModel("dall-e-3"),
    prompt: "A lighthouse",
    n: 2,
  });
  expect(images).toHaveLength(2);
});

it("changes an image it is given, within a mask", async () => {
  const model = cometapi.create().imageModel("gpt-image-1");
  const { image: lighthouse } = await generateImage({ model, prompt: "A lighthouse" });
  const { image } = await generateImage({
    model,
    prompt: { text: "At night", images: [lighthouse.uint8Array], mask: lighthouse.uint8Array },
  });
  expect(image.uint8Array.length).toBeGreaterThan(0);
  const { path } = cometapi.emulator().requests.at(-1) ?? {};
  expect(path).toBe("/v1/images/edits");
});

it("fetches an image where a model gives only its address", async () => {
  const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);
  const { fetch, requests } = createInMemoryFetch([
    jsonResponse({ data: [{ url: "https://cdn.example/a.png?signature=s" }] }),
    new Response(bytes, { headers: { "content-type": "image/png" } }),
  ]);
  const model = createCometAPI({ apiKey: "sk-in-memory", fetch }).imageModel("flux-schnell");
  const { image } = await generateImage({ model, prompt: "A lighthouse" });
  expect(image.uint8Array).toEqual(bytes);
  expect(requests[1]?.headers).not.toHaveProperty("authorization");
});

it("keeps the images that were made when one was refused, and warns of it", async () => {
  const refusal = { code: "OutputImageSensitiveContentDetected", message: "too bold" };
  const { fetch } = createInMemoryFetch([
    jsonResponse({ data: [{ error: refusal }, { b64_json: "iVBORw0KGgo=" }] }),
  ]);
  const model = createCometAPI({ apiKey: "sk-in-memory", fetch }).imageModel("gpt-image-1");
  const { images, warnings } = await generateImage({ model, prompt: "A lighthouse", n: 2 });
  expect(images).toHaveLength(1);
  expect(warnings).toEqual([
    {
      type: "other",
      message: "Image 1 was not made: too bold (OutputImageSensitiveContentDetected)",
    },
  ]);
});

it("repeats the download of an image, and never has it made again for that", async () => {
  const unavailable = () =>
    jsonResponse({ error: { message: "no" } }, { status: 503, headers: { "retry-after-ms": "1" } });
  const { fetch, requests } = createInMemoryFetch([
    jsonResponse({ data: [{ url: "https://cdn.example/a.png" }] }),
    unavailable(),
    unavailable(),
    unavailable(),
  ]);
  const model = createCometAPI({ apiKey: "sk-in-memory", fetch }).imageModel("flux-schnell");
  await expect(generateImage({ model, prompt: "A lighthouse" })).rejects.toMatchObject({
    name: "AI_APICallError",
    isRetryable: false,
    statusCode: 503,
  });
  expect(requests.map(({ url }) => new URL(url).hostname)).toEqual([
    "api.cometapi.com",
    "cdn.example",
    "cdn.example",
    "cdn.example",
  ]);
});

it("keeps the images that were fetched when another could not be, and says where that one is", async () => {
  const url = "https://cdn.example/b.png?signature=s";
  const { fetch } = createInMemoryFetch([
    jsonResponse({ data: [{ b64_json: "iVBORw0KGgo=", revised_prompt: "first" }, { url }] }),
    new Response("<Error/>", { status: 403 }),
  ]);
  const model = createCometAPI({ apiKey: "sk-in-memory", fetch }).imageModel("gpt-image-1");
  const { images, warnings, providerMetadata } = await generateImage({
    model,
    prompt: "A lighthouse",
    n: 2,
  });
  expect(images).toHaveLength(1);
  expect(warnings).toEqual([
    { type: "other", message: expect.stringMatching(/could not be fetched: There is no file at/) },
  ]);
  expect(JSON.stringify(warnings)).not.toContain("signature");
  expect(providerMetadata["cometapi"]).toMatchObject({
    images: [{ revisedPrompt: "first" }, { unfetchedURL: url }],
  });
});

it("takes an image to change as data, and says so when given an address", async () => {
  const model = createCometAPI({ apiKey: "sk-none" }).imageModel("gpt-image-1");
  const prompt = { text: "At night", images: ["https://a.example/b.png"] };
  await expect(generateImage({ model, prompt })).rejects.toThrow(
    "CometAPI takes this file as data, not by URL. Fetch it first: https://a.example/b.png",
  );
});

it("passes quality and the like on, and warns of an aspect ratio", async () => {
  vi.stubGlobal("AI_SDK_LOG_WARNINGS", false);
  const { warnings } = await generateImage({
    model: cometapi.create().imageModel("gpt-image-1"),
    prompt: "A lighthouse",
    aspectRatio: "16:9",
    providerOptions: { cometapi: { quality: "low", extraBody: { moderation: "low" } } },
  });
  expect(warnings).toMatchObject([{ type: "unsupported", feature: "aspectRatio" }]);
  expect(cometapi.lastBody()).toMatchObject({ quality: "low", moderation: "low" });
});
