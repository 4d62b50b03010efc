import { useEmulator } from "@cometapi/testing/emulated";
import { createInMemoryFetch, jsonResponse, type ScriptedReply } from "@cometapi/testing";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CometAPIError } from "../errors/comet-api-error.ts";
import { Dispatcher } from "../transport/dispatcher.ts";
import { downloadFile } from "../transport/download-file.ts";
import { editImage, generateImage } from "./generate-image.ts";
import { normalizeImages } from "./normalize-images.ts";

const apiKey = "sk-test-0123456789abcdef";
const png = "iVBORw0KGgoAAAANSUhEUg==";

function dispatcherWith(replies: readonly ScriptedReply[]) {
  const { fetch, requests } = createInMemoryFetch(replies);
  return { dispatcher: new Dispatcher({ apiKey, fetch, maxRetries: 0 }), requests };
}

const answer = () => jsonResponse({ created: 1, data: [{ b64_json: png }] });

describe("generateImage", () => {
  it("sends only what is set, under the names of the wire", async () => {
    const { dispatcher, requests } = dispatcherWith([answer(), answer()]);
    await generateImage(dispatcher, { model: "cometapi/flux-schnell", prompt: "a cat" }, {});
    await generateImage(
      dispatcher,
      {
        model: "dall-e-3",
        prompt: "a cat",
        count: 1,
        size: "1024x1024",
        quality: "hd",
        style: "vivid",
        responseFormat: "url",
        user: "u",
        extraBody: { watermark: false, quality: "standard" },
      },
      {},
    );
    expect(requests.map(({ url, body }) => [url, body])).toEqual([
      [
        "https://api.cometapi.com/v1/images/generations",
        { model: "flux-schnell", prompt: "a cat" },
      ],
      [
        "https://api.cometapi.com/v1/images/generations",
        {
          model: "dall-e-3",
          prompt: "a cat",
          n: 1,
          size: "1024x1024",
          quality: "standard",
          style: "vivid",
          response_format: "url",
          user: "u",
          watermark: false,
        },
      ],
    ]);
  });

  it("sends a seed, but to OpenAI's models, which refuse it", async () => {
    const { dispatcher, requests } = dispatcherWith([answer(), answer()]);
    await generateImage(dispatcher, { model: "flux-schnell", prompt: "a cat", seed: 0 }, {});
    expect(requests[0]?.body).toMatchObject({ seed: 0 });
    const request = { model: "dall-e-3", prompt: "a cat", seed: 0 };
    const { warnings } = await generateImage(dispatcher, request, {});
    expect(requests[1]?.body).not.toHaveProperty("seed");
    expect(warnings).toMatchObject([{ option: "seed", action: "dropped" }]);
  });

  it("leaves response_format out for models that refuse it, and says so", async () => {
    const { dispatcher, requests } = dispatcherWith([answer()]);
    const request = { model: "gpt-image-2", prompt: "a cat", responseFormat: "b64_json" } as const;
    const { warnings, model } = await generateImage(dispatcher, request, {});
    expect(requests[0]?.body).toEqual({ model: "gpt-image-2", prompt: "a cat" });
    expect(model).toBe("gpt-image-2");
    expect(warnings).toEqual([
      {
        option: "responseFormat",
        action: "dropped",
        message: expect.stringContaining("GPT Image refuses response_format"),
      },
    ]);
  });

  it("gives the images, the usage and the response", async () => {
    const { dispatcher } = dispatcherWith([
      jsonResponse({
        data: [{ url: "https://cdn.example/1.png?sig=a", revised_prompt: "a fine cat" }],
        usage: { input_tokens: 5, output_tokens: 100, total_tokens: 105 },
      }),
    ]);
    await expect(
      generateImage(dispatcher, { model: "x", prompt: "a cat" }, {}),
    ).resolves.toMatchObject({
      images: [
        { type: "url", url: "https://cdn.example/1.png?sig=a", revisedPrompt: "a fine cat" },
      ],
      usage: { inputTokens: 5, outputTokens: 100, totalTokens: 105 },
      warnings: [],
      response: { status: 200 },
      raw: { usage: { input_tokens: 5 } },
    });
  });

  it("throws the error that stands beside an empty list, not what the list would mean", async () => {
    const { dispatcher } = dispatcherWith([
      jsonResponse({ created: 1, data: [], error: { message: "busy", code: "ServerOverloaded" } }),
    ]);
    await expect(generateImage(dispatcher, { model: "x", prompt: "y" }, {})).rejects.toMatchObject({
      code: "overloaded",
      message: "busy",
      vendorCode: "ServerOverloaded",
    });
  });

  it("says that the content filter took the images when the list is empty", async () => {
    const { dispatcher } = dispatcherWith([jsonResponse({ created: 1, data: [] })]);
    await expect(generateImage(dispatcher, { model: "x", prompt: "y" }, {})).rejects.toMatchObject({
      code: "content-filter",
      isRetryable: false,
      status: 200,
    });
  });
});

describe("editImage", () => {
  const image = { data: new Uint8Array([1, 2]), mediaType: "image/png" };

  it("sends one image, its mask and the fields as a form whose type fetch writes", async () => {
    const { dispatcher, requests } = dispatcherWith([answer()]);
    const mask = new Blob([new Uint8Array([3])], { type: "image/png" });
    await editImage(
      dispatcher,
      {
        model: "gpt-image-1",
        prompt: "a hat",
        images: [image],
        mask,
        extraBody: { guidance_scale: 5 },
      },
      {},
    );
    const [request] = requests;
    const form = request?.body;
    expect(request?.url).toBe("https://api.cometapi.com/v1/images/edits");
    expect(request?.headers["content-type"]).toBeUndefined();
    expect(form instanceof FormData ? [...form.keys()] : form).toEqual([
      "image",
      "mask",
      "model",
      "prompt",
      "guidance_scale",
    ]);
  });

  it("sends several images as a list", async () => {
    const { dispatcher, requests } = dispatcherWith([answer()]);
    await editImage(dispatcher, { model: "x", prompt: "y", images: [image, image] }, {});
    const form = requests[0]?.body;
    expect(form instanceof FormData ? form.getAll("image[]").length : form).toBe(2);
  });

  it("refuses to edit nothing", async () => {
    const { dispatcher } = dispatcherWith([]);
    const request = { model: "x", prompt: "y", images: [] };
    await expect(editImage(dispatcher, request, {})).rejects.toMatchObject({
      code: "invalid-argument",
      message: expect.stringContaining("`images`"),
    });
  });
});

describe("normalizeImages", () => {
  const first = (item: unknown, fields: object = {}) =>
    normalizeImages({ data: [item], ...fields }).images[0];

  it.each([
    ["iVBORw0KGgoAAA", "image/png"],
    ["/9j/4AAQ", "image/jpeg"],
    ["UklGRiQAAABXRUJQ", "image/webp"],
    ["R0lGODlhAQAB", "image/gif"],
    ["AAAA", "image/png"],
  ])("finds the type of %s…: %s", (base64, mediaType) => {
    expect(first({ b64_json: base64 })).toMatchObject({ type: "base64", base64, mediaType });
  });

  it("takes the type the answer names for data it does not know", () => {
    expect(first({ b64_json: "AAAA" }, { output_format: "avif" })).toMatchObject({
      mediaType: "image/avif",
    });
    expect(first({ b64_json: "AAAA" }, { output_format: "../x" })).toMatchObject({
      mediaType: "image/png",
    });
  });

  it("takes data out of a data URL, in either field", () => {
    const url = `data:image/png;base64,${png}`;
    expect(first({ url })).toMatchObject({ type: "base64", base64: png });
    expect(first({ b64_json: url })).toMatchObject({ type: "base64", base64: png });
  });

  it.each([
    ["an address", { url: "https://a/1.png" }, { type: "url", url: "https://a/1.png" }],
    [
      "an address where data belongs",
      { b64_json: "https://a/1.png" },
      { type: "url", url: "https://a/1.png" },
    ],
    ["a text alone", "https://a/1.png", { type: "url", url: "https://a/1.png" }],
    ["a data URL alone", `data:image/jpeg;base64,${png}`, { base64: png, mediaType: "image/png" }],
    ["blank data beside an address", { b64_json: "", url: "https://a/1.png" }, { type: "url" }],
    [
      "data of a type that only its URL names",
      { url: "data:image/avif;base64,AAAA" },
      { mediaType: "image/avif" },
    ],
  ])("takes %s for an image", (_what, item, image) => {
    expect(first(item)).toMatchObject(image);
  });

  it("gives the images that were made, and says of the others why not", () => {
    const data = [
      { url: "https://a/1.png" },
      {
        error: {
          code: "OutputImageSensitiveContentDetected",
          message: "The output image is sensitive.",
        },
      },
      { b64_json: null, finish_reason: "content_filter" },
      null,
      { b64_json: png },
    ];
    expect(normalizeImages({ data })).toMatchObject({
      images: [{ type: "url" }, { type: "base64" }],
      refused: [
        {
          index: 1,
          code: "OutputImageSensitiveContentDetected",
          message: "The output image is sensitive.",
        },
        { index: 2, code: undefined, message: "content_filter" },
        { index: 3, code: undefined, message: "The vendor gave neither data nor an address." },
      ],
    });
  });

  it("throws the vendor's words when no image was made", () => {
    const refusal = {
      code: "OutputImageSensitiveContentDetected",
      message: "too bold",
      param: "prompt",
    };
    const run = () => normalizeImages({ data: [{ error: refusal }] });
    expect(run).toThrow(
      expect.objectContaining({
        code: "content-filter",
        message: "CometAPI sent no image: too bold",
        status: 400,
        vendorCode: refusal.code,
        param: "prompt",
      }),
    );
    expect(() => first({ id: "a" })).toThrow(/none of its images has `b64_json` or `url`/);
    expect(() => normalizeImages({})).toThrow(/no list `data`/);
  });

  it("reads usage in the spelling of chat too", () => {
    const usage = { prompt_tokens: 1, completion_tokens: 2 };
    expect(normalizeImages({ data: [{ url: "u" }], usage }).usage).toEqual({
      inputTokens: 1,
      outputTokens: 2,
      totalTokens: undefined,
    });
  });

  it("throws nothing but its own error, whatever JSON comes", () => {
    const item = fc.record(
      { b64_json: fc.jsonValue(), url: fc.jsonValue(), revised_prompt: fc.jsonValue() },
      { requiredKeys: [] },
    );
    const envelope = fc.record({
      data: fc.array(item),
      usage: fc.jsonValue(),
      output_format: fc.jsonValue(),
    });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), envelope), (body) => {
        try {
          normalizeImages(body);
        } catch (error) {
          if (!CometAPIError.isInstance(error)) throw error;
        }
      }),
    );
  });
});

describe("images over HTTP", () => {
  const emulator = useEmulator();

  it("makes a picture, edits it and fetches one by its address", async () => {
    const dispatcher = new Dispatcher({ apiKey, baseURL: emulator.url, maxRetries: 0 });
    const made = await generateImage(dispatcher, { model: "gpt-image-1.5", prompt: "a cat" }, {});
    const [image] = made.images;
    if (image?.type !== "base64") throw new Error("expected data");
    expect(image.mediaType).toBe("image/png");

    const data = Uint8Array.from(atob(image.base64), (character) => character.charCodeAt(0));
    const images = [{ data, mediaType: image.mediaType }];
    const edited = await editImage(
      dispatcher,
      { model: "gpt-image-1", prompt: "a hat", images },
      {},
    );
    expect(edited.images).toHaveLength(1);

    const request = { model: "dall-e-3", prompt: "a cat", responseFormat: "url" } as const;
    const [linked] = (await generateImage(dispatcher, request, {})).images;
    if (linked?.type !== "url") throw new Error("expected an address");
    const file = await downloadFile(dispatcher, linked.url, {});
    expect(file.mediaType).toBe("image/png");
    expect(file.data.slice(1, 4)).toEqual(new TextEncoder().encode("PNG"));
  });
});
