import { expect, it } from "vitest";
import type { MediaPart } from "../../../chat-request.ts";
import { guessMediaType } from "./guess-media-type.ts";

it.each([
  ["a.png", "image/png"],
  ["a.jpg", "image/jpeg"],
  ["a.jpeg", "image/jpeg"],
  ["a.webp", "image/webp"],
  ["a.gif", "image/gif"],
  ["a.heic", "image/heic"],
  ["a.heif", "image/heif"],
  ["a.mp3", "audio/mpeg"],
  ["a.wav", "audio/wav"],
  ["a.flac", "audio/flac"],
  ["a.ogg", "audio/ogg"],
  ["a.aac", "audio/aac"],
  ["a.m4a", "audio/mp4"],
  ["a.mp4", "video/mp4"],
  ["a.mov", "video/quicktime"],
  ["a.webm", "video/webm"],
  ["a.mpeg", "video/mpeg"],
  ["a.pdf", "application/pdf"],
  ["a.txt", "text/plain"],
  ["a.md", "text/markdown"],
  ["a.html", "text/html"],
  ["a.csv", "text/csv"],
  ["a.xml", "text/xml"],
  ["a.PNG?size=9", "image/png"],
])("knows %s by its ending", (name, type) => {
  const url = `https://a.example/${name}`;
  // Of two kinds, because the usual type of one may be the same.
  expect(guessMediaType(url, "file")).toBe(type);
  expect(guessMediaType(url, "audio")).toBe(type);
});

it.each<[MediaPart["type"], string]>([
  ["image", "image/jpeg"],
  ["audio", "audio/mpeg"],
  ["video", "video/mp4"],
  ["file", "application/pdf"],
])("takes the usual type of a part of the kind %s without a known ending", (kind, type) => {
  expect(guessMediaType("https://a.example/a.xyz", kind)).toBe(type);
  expect(guessMediaType("https://a.example/a", kind)).toBe(type);
});
