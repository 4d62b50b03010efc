import { CometAPIError } from "@cometapi/core";
import { describe, expect, it } from "vitest";
import { convertContent, convertContentBlock } from "./content.ts";

const png = "iVBORw0KGgo=";
const pdf = "JVBERi0xLjQ=";

describe("content blocks of human messages", () => {
  it("keeps text as it is", () => {
    expect(convertContent("Hello")).toBe("Hello");
    expect(convertContent([{ type: "text", text: "Hello" }])).toEqual([
      { type: "text", text: "Hello" },
    ]);
  });

  it.each([
    ["v1 url", { type: "image", url: "https://a.test/a.png" }, { url: "https://a.test/a.png" }],
    [
      "v1 data",
      { type: "image", data: png, mimeType: "image/png" },
      { data: png, mediaType: "image/png" },
    ],
    [
      "v1 bytes",
      { type: "image", data: new Uint8Array([1, 2, 3]), mimeType: "image/png" },
      { data: "AQID", mediaType: "image/png" },
    ],
    [
      "v0 url",
      { type: "image", source_type: "url", url: "https://a.test/a.png" },
      { url: "https://a.test/a.png" },
    ],
    [
      "v0 base64",
      { type: "image", source_type: "base64", data: png, mime_type: "image/jpeg" },
      { data: png, mediaType: "image/jpeg" },
    ],
    [
      "v0 data URL",
      { type: "image", source_type: "url", url: `data:image/png;base64,${png}` },
      { data: png, mediaType: "image/png" },
    ],
    [
      "OpenAI object",
      { type: "image_url", image_url: { url: "https://a.test/a.png" } },
      { url: "https://a.test/a.png" },
    ],
    [
      "OpenAI text",
      { type: "image_url", image_url: "https://a.test/a.png" },
      { url: "https://a.test/a.png" },
    ],
    [
      "Anthropic base64",
      { type: "image", source: { type: "base64", media_type: "image/webp", data: png } },
      { data: png, mediaType: "image/webp" },
    ],
    [
      "Anthropic url",
      { type: "image", source: { type: "url", url: "https://a.test/a.png" } },
      { url: "https://a.test/a.png" },
    ],
  ])("takes an image as %s", (_form, block, source) => {
    expect(convertContentBlock(block)).toEqual({ type: "image", source });
  });

  it("keeps the detail in which an image is looked at", () => {
    const url = "https://a.test/a.png";
    expect(convertContentBlock({ type: "image_url", image_url: { url, detail: "low" } })).toEqual({
      type: "image",
      source: { url },
      detail: "low",
    });
    expect(convertContentBlock({ type: "image", url, metadata: { detail: "high" } })).toEqual({
      type: "image",
      source: { url },
      detail: "high",
    });
  });

  it("reads a document out of a data URL that is not base64", () => {
    expect(convertContentBlock({ type: "file", url: "data:text/plain,50% off%20today" })).toEqual({
      type: "text",
      text: "50% off%20today",
    });
    expect(convertContentBlock({ type: "file", url: "data:text/plain,off%20today" })).toEqual({
      type: "text",
      text: "off today",
    });
  });

  it("keeps the media type of audio", () => {
    const mimeType = "audio/webm;codecs=opus";
    expect(convertContentBlock({ type: "audio", data: "AAAA", mimeType })).toEqual({
      type: "audio",
      source: { data: "AAAA", mediaType: mimeType },
    });
  });

  it("takes audio as a v0 block, an OpenAI block and a data URL", () => {
    const audio = { type: "audio", source: { data: "AAAA", mediaType: "audio/mpeg" } };
    expect(
      convertContentBlock({
        type: "audio",
        source_type: "base64",
        data: "AAAA",
        mime_type: "audio/mpeg",
      }),
    ).toEqual(audio);
    expect(
      convertContentBlock({ type: "input_audio", input_audio: { data: "AAAA", format: "mp3" } }),
    ).toEqual(audio);
    expect(convertContentBlock({ type: "audio", url: "data:audio/mpeg;base64,AAAA" })).toEqual(
      audio,
    );
  });

  it.each([
    ["v1 data", { type: "file", data: pdf, mimeType: "application/pdf" }],
    ["v1 data URL", { type: "file", url: `data:application/pdf;base64,${pdf}` }],
    ["v0 base64", { type: "file", source_type: "base64", data: pdf, mime_type: "application/pdf" }],
    ["OpenAI", { type: "file", file: { file_data: `data:application/pdf;base64,${pdf}` } }],
    [
      "Anthropic",
      { type: "document", source: { type: "base64", media_type: "application/pdf", data: pdf } },
    ],
  ])("takes a PDF as %s", (_form, block) => {
    expect(convertContentBlock(block)).toEqual({
      type: "file",
      source: { data: pdf, mediaType: "application/pdf" },
    });
  });

  it("takes a PDF by its address and by its id, with its name", () => {
    const data = { type: "file", data: pdf, mimeType: "application/pdf", filename: "a.pdf" };
    expect(convertContentBlock(data)).toMatchObject({ filename: "a.pdf" });
    const url = "https://a.test/a.pdf";
    expect(convertContentBlock({ type: "file", url, mimeType: "application/pdf" })).toEqual({
      type: "file",
      source: { url },
    });
    expect(convertContentBlock({ type: "file", fileId: "file-1" })).toEqual({
      type: "file",
      source: { fileId: "file-1" },
    });
    expect(convertContentBlock({ type: "file", source_type: "id", id: "file-1" })).toEqual({
      type: "file",
      source: { fileId: "file-1" },
    });
    expect(
      convertContentBlock({ type: "file", url, metadata: { filename: "a.pdf" } }),
    ).toMatchObject({ filename: "a.pdf" });
    expect(
      convertContentBlock({ type: "file", file: { file_id: "file-1", filename: "a.pdf" } }),
    ).toEqual({ type: "file", source: { fileId: "file-1" }, filename: "a.pdf" });
  });

  it("takes a plain text document as text, with its title", () => {
    expect(
      convertContentBlock({ type: "file", source_type: "text", text: "Once upon a time" }),
    ).toEqual({ type: "text", text: "Once upon a time" });
    expect(convertContentBlock({ type: "text-plain", text: "Once", title: "Tales" })).toEqual({
      type: "text",
      text: "Tales\n\nOnce",
    });
    expect(
      convertContentBlock({
        type: "document",
        source: { type: "text", media_type: "text/plain", data: "Once" },
        title: "Tales",
        context: "For children",
      }),
    ).toEqual({ type: "text", text: "Tales\n\nFor children\n\nOnce" });
  });

  it("takes an image by its id and audio by its address, for APIs that can", () => {
    expect(convertContentBlock({ type: "image", fileId: "file-1" })).toEqual({
      type: "image",
      source: { fileId: "file-1" },
    });
    const url = "https://a.test/a.mp3";
    expect(convertContentBlock({ type: "audio", url })).toEqual({ type: "audio", source: { url } });
  });

  it("takes a video by its address and by its data", () => {
    const url = "https://a.test/a.mp4";
    const video = { type: "video", source: { url } };
    expect(convertContentBlock({ type: "video", url })).toEqual(video);
    expect(convertContentBlock({ type: "video_url", video_url: { url } })).toEqual(video);
    expect(convertContentBlock({ type: "video", data: "AAAA", mimeType: "video/mp4" })).toEqual({
      type: "video",
      source: { data: "AAAA", mediaType: "video/mp4" },
    });
  });

  it("sends a block in the vendor's own form as it is", () => {
    const value = { type: "input_3d", mesh: "…" };
    expect(convertContentBlock({ type: "non_standard", value })).toEqual({ type: "raw", value });
  });

  it("keeps a mark for the prompt cache", () => {
    expect(
      convertContentBlock({ type: "text", text: "Long", cache_control: { type: "ephemeral" } }),
    ).toEqual({ type: "text", text: "Long", cacheControl: { type: "ephemeral" } });
    const cache_control = { type: "ephemeral", ttl: "1h" };
    expect(convertContentBlock({ type: "text", text: "Long", cache_control })).toEqual({
      type: "text",
      text: "Long",
      cacheControl: { type: "ephemeral", ttl: "1h" },
    });
  });

  it.each([
    ["an unknown type", { type: "hologram" }, 'type "hologram"'],
    ["an image without content", { type: "image" }, "has no content"],
    ["image data without a type", { type: "image", data: png }, "mimeType"],
    ["audio data without a type", { type: "audio", data: "AAAA" }, "mimeType"],
    ["file data without a type", { type: "file", data: pdf }, "mimeType"],
  ])("refuses %s and says what would do", (_what, block, message) => {
    expect(() => convertContentBlock(block)).toThrow(message);
    expect(() => convertContentBlock(block)).toThrow(CometAPIError);
    expect(() => convertContentBlock(block)).toThrow(
      expect.objectContaining({ code: "invalid-argument" }),
    );
  });
});
