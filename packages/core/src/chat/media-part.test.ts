import { expect, it } from "vitest";
import { createMediaPart } from "./media-part.ts";

const source = { data: "QUJD", mediaType: "x/y" };

it.each([
  ["image/png", { type: "image", source }],
  ["image", { type: "image", source }],
  ["Audio/*", { type: "audio", source }],
  ["video/mp4", { type: "video", source }],
  ["application/pdf", { type: "file", source, filename: "a.pdf" }],
  ["", { type: "file", source, filename: "a.pdf" }],
])("a file of the type %j is the part that its kind is", (mediaType, part) => {
  expect(createMediaPart(mediaType, source, "a.pdf")).toEqual(part);
});
