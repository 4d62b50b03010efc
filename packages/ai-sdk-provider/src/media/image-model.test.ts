import { generateImage } from "ai";
import { createInMemoryFetch, createPricedFetch, jsonResponse } from "@cometapi/testing";
import { expect, it, vi } from "vitest";
import { startCometAPI } from "../../test/start-cometapi.ts";
import { createCometAPI } from "../provider.ts";

const cometapi = startCometAPI();
const pngBytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

it("makes images from a prompt", async () => {
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

it("asks for the image itself, even of models that give an address by default", async () => {
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
  const { path } = cometapi.emulator.requests.at(-1) ?? {};
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

it("warns of an image among others that is not base64", async () => {
  const { fetch } = createInMemoryFetch([
    jsonResponse({ data: [{ b64_json: "!" }, { url: "https://cdn.example/a.png" }] }),
    new Response(pngBytes, { headers: { "content-type": "image/png" } }),
  ]);
  const model = createCometAPI({ apiKey: "sk-in-memory", fetch }).imageModel("gpt-image-1");
  const { images, warnings } = await generateImage({ model, prompt: "A lighthouse", n: 2 });
  expect(images).toHaveLength(1);
  expect(warnings).toEqual([
    { type: "other", message: expect.stringContaining("could not be fetched") },
  ]);
});

it("reports what each request cost with the first of its images", async () => {
  const usage = { input_tokens: 1000, output_tokens: 0 };
  const data = [{ b64_json: "iVBORw0KGgo=" }, { b64_json: "iVBORw0KGgo=" }];
  const { fetch } = createPricedFetch([() => jsonResponse({ data, usage })]);
  const priced = createCometAPI({ apiKey: "sk-in-memory", fetch, includeCost: true });
  const { providerMetadata } = await generateImage({
    model: priced.imageModel("priced"),
    prompt: "A lighthouse",
    n: 4,
    maxImagesPerCall: 2,
  });
  const { images } = providerMetadata["cometapi"] ?? {};
  const charge = expect.objectContaining({ usd: 0.0008 });
  expect(images).toMatchObject([{ charge }, {}, { charge }, {}]);
  expect(images?.[1]).not.toHaveProperty("charge");
});

it("fetches an image to change, and a mask, that are given by their address", async () => {
  const png = () => new Response(pngBytes, { headers: { "content-type": "image/png" } });
  const { fetch, requests } = createInMemoryFetch([
    png,
    png,
    jsonResponse({ data: [{ b64_json: "iVBORw0KGgo=" }] }),
  ]);
  const model = createCometAPI({ apiKey: "sk-in-memory", fetch }).imageModel("gpt-image-1");
  const images = ["https://a.example/b.png?signature=s"];
  await generateImage({
    model,
    prompt: { text: "At night", images, mask: "https://a.example/mask.png" },
  });
  expect(requests.map(({ url }) => url)).toEqual([
    "https://a.example/b.png?signature=s",
    "https://a.example/mask.png",
    "https://api.cometapi.com/v1/images/edits",
  ]);
  expect(requests[0]?.headers).not.toHaveProperty("authorization");
});

it("asks no host of a private network for an image to change", async () => {
  const model = createCometAPI({ apiKey: "sk-none" }).imageModel("gpt-image-1");
  const prompt = { text: "At night", images: ["http://192.168.0.1/b.png"] };
  await expect(generateImage({ model, prompt })).rejects.toThrow(/private/);
});

it("reports how images were made, and warns of a seed, which these models refuse", async () => {
  vi.stubGlobal("AI_SDK_LOG_WARNINGS", false);
  const { fetch, requests } = createInMemoryFetch([
    jsonResponse({
      created: 1_700_000_000,
      size: "1024x1536",
      quality: "low",
      background: "opaque",
      output_format: "png",
      data: [{ b64_json: "iVBORw0KGgo=", revised_prompt: "A tall lighthouse" }],
    }),
  ]);
  const model = createCometAPI({ apiKey: "sk-in-memory", fetch }).imageModel("gpt-image-1");
  const { providerMetadata, warnings } = await generateImage({ model, prompt: "x", seed: 7 });
  expect(providerMetadata["cometapi"]).toMatchObject({
    images: [
      {
        createdAtMs: 1_700_000_000_000,
        size: "1024x1536",
        quality: "low",
        background: "opaque",
        outputFormat: "png",
        revisedPrompt: "A tall lighthouse",
      },
    ],
  });
  expect(warnings).toMatchObject([{ type: "unsupported", feature: "seed" }]);
  expect(requests[0]?.body).not.toHaveProperty("seed");
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
