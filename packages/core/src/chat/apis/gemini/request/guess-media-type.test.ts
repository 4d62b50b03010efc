import { expect, it } from "vitest";
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
  expect(guessMediaType(`https://a.example/${name}`, "other")).toBe(type);
});

it.each([
  ["image", "image/jpeg"],
  ["audio", "audio/mpeg"],
  ["video", "video/mp4"],
  ["file", "application/pdf"],
  ["other", undefined],
])("takes the usual type of a part of the kind %s without a known ending", (kind, type) => {
  expect(guessMediaType("https://a.example/a.xyz", kind)).toBe(type);
  expect(guessMediaType("https://a.example/a", kind)).toBe(type);
});
