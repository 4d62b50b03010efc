import type { MessageContentDetail } from "@llamaindex/core/llms";
import { expect, it } from "vitest";
import { convertContent } from "./content.ts";

it("keeps the detail of an image where OpenAI's API has it", () => {
  const image_url = { url: "https://example.com/a.png", detail: "high" };
  expect(convertContent([{ type: "image_url", image_url }])).toEqual([
    { type: "image", source: { url: image_url.url }, detail: "high" },
  ]);
});

it("keeps a string a string", () => {
  expect(convertContent("Hello")).toBe("Hello");
});

it.each<[string, MessageContentDetail, unknown]>([
  ["text", { type: "text", text: "a" }, { type: "text", text: "a" }],
  [
    "an image by address, with its detail",
    { type: "image_url", image_url: { url: "https://example.com/a.png" }, detail: "low" },
    { type: "image", source: { url: "https://example.com/a.png" }, detail: "low" },
  ],
  [
    "an image by its data, not as a file",
    { type: "image", data: "QUJD", mimeType: "image/png" },
    { type: "image", source: { data: "QUJD", mediaType: "image/png" } },
  ],
  [
    "an image whose data is a data URL already",
    { type: "image", data: "data:image/png;base64,QUJD", mimeType: "image/png" },
    { type: "image", source: { data: "QUJD", mediaType: "image/png" } },
  ],
  [
    "audio",
    { type: "audio", data: "QUJD", mimeType: "audio/mpeg" },
    { type: "audio", source: { data: "QUJD", mediaType: "audio/mpeg" } },
  ],
  [
    "audio whose data is a data URL",
    { type: "audio", data: "data:audio/mpeg;base64,QUJD", mimeType: "audio/mpeg" },
    { type: "audio", source: { data: "QUJD", mediaType: "audio/mpeg" } },
  ],
  [
    "audio with parameters in its type",
    { type: "audio", data: "QUJD", mimeType: "audio/ogg;codecs=opus" },
    { type: "audio", source: { data: "QUJD", mediaType: "audio/ogg;codecs=opus" } },
  ],
  [
    "a video",
    { type: "video", data: "QUJD", mimeType: "video/mp4" },
    { type: "video", source: { data: "QUJD", mediaType: "video/mp4" } },
  ],
  [
    "a PDF",
    { type: "file", data: "QUJD", mimeType: "application/pdf" },
    { type: "file", source: { data: "QUJD", mediaType: "application/pdf" } },
  ],
  [
    "a PDF whose data is a data URL",
    {
      type: "file",
      data: "data:application/pdf;name=a.pdf;base64,QUJD",
      mimeType: "application/pdf",
    },
    { type: "file", source: { data: "QUJD", mediaType: "application/pdf" } },
  ],
  [
    "a text file whose data is a data URL",
    { type: "file", data: "data:text/plain;base64,QUJD", mimeType: "text/plain" },
    { type: "text", text: "ABC" },
  ],
  [
    "an image that comes as a file",
    { type: "file", data: "QUJD", mimeType: "image/webp" },
    { type: "image", source: { data: "QUJD", mediaType: "image/webp" } },
  ],
  [
    "a video that comes as a file",
    { type: "file", data: "QUJD", mimeType: "video/webm" },
    { type: "video", source: { data: "QUJD", mediaType: "video/webm" } },
  ],
  [
    "audio that comes as a file",
    { type: "file", data: "QUJD", mimeType: "audio/wav" },
    { type: "audio", source: { data: "QUJD", mediaType: "audio/wav" } },
  ],
  [
    "JSON as the text it is",
    { type: "file", data: btoa('{"a":1}'), mimeType: "application/json" },
    { type: "text", text: '{"a":1}' },
  ],
  [
    "a text file as the text in it",
    { type: "file", data: btoa("Gr\u00c3\u00bc\u00c3\u009fe"), mimeType: "text/markdown" },
    { type: "text", text: "Grüße" },
  ],
])("sends %s", (_name, detail, expected) => {
  expect(convertContent([detail])).toEqual([expected]);
});

it.each([
  ["text/plain", "Grüße"],
  ["text/plain", "data:text/plain,Hello"],
  ["application/pdf", "data:application/pdf,Hello"],
])("says what is wrong with a file of type %s whose data is %s", (mimeType, data) => {
  expect(() => convertContent([{ type: "file", data, mimeType }])).toThrow(
    expect.objectContaining({
      code: "invalid-argument",
      message: expect.stringMatching(new RegExp(`${mimeType}.*is not base64.*toString`)),
    }),
  );
});

it("keeps the platform's reason why a text file cannot be decoded", () => {
  const detail = { type: "file" as const, data: "Grüße", mimeType: "text/plain" };
  expect(() => convertContent([detail])).toThrow(
    expect.objectContaining({ cause: expect.any(DOMException) }),
  );
});

it("names content it cannot send", () => {
  const detail: MessageContentDetail = JSON.parse('{"type":"hologram"}');
  expect(() => convertContent([detail])).toThrow(
    expect.objectContaining({
      code: "invalid-argument",
      message: expect.stringContaining("`hologram`"),
    }),
  );
});
