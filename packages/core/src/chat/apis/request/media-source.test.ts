import { expect, it } from "vitest";
import { isTextType } from "./media-source.ts";

it.each([
  "text/plain",
  "text/csv; charset=utf-8",
  "application/json",
  "application/xml; charset=utf-8",
  "application/x-yaml",
  "application/javascript",
  "application/sql",
  "application/ld+json",
  "image/svg+xml",
])("sends a file of the type %s as text", (mediaType) => {
  expect(isTextType(mediaType)).toBe(true);
});

it.each(["application/pdf", "application/octet-stream", "image/png", "application/jsonish"])(
  "does not take %s for text",
  (mediaType) => {
    expect(isTextType(mediaType)).toBe(false);
  },
);
