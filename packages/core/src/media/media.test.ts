import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase64, encodeBase64, joinBase64, parseBase64, parseBase64Text } from "./base64.ts";
import { parseDataURL, toDataURL } from "./data-url.ts";
import { mapAudioFormat, mapAudioMediaType } from "./map-audio-format.ts";
import { resolveMediaType } from "./resolve-media-type.ts";
import { sniffMediaType } from "./sniff-media-type.ts";

/** Bytes from a text whose characters are bytes. */
function bytesOf(binary: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

const beginnings: [mediaType: string | undefined, start: string][] = [
  ["image/png", "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR"],
  ["image/jpeg", "\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF"],
  ["image/webp", "RIFF$\0\0\0WEBPVP8 "],
  ["image/gif", "GIF89a"],
  ["image/avif", "\0\0\0 ftypavif"],
  ["image/heic", "\0\0\0 ftypheic"],
  ["image/bmp", "BMv\0\0\0\0\0\0\0"],
  ["audio/wav", "RIFF$\0\0\0WAVEfmt "],
  ["audio/mpeg", "ID3\u0004\0"],
  ["audio/mpeg", "\u00ff\u00fb\u0090d"],
  ["audio/mpeg", "\u00ff\u00f3\u0084\u00c4"],
  ["audio/aac", "\u00ff\u00f1P\u0080"],
  ["audio/flac", "fLaC\0\0"],
  ["audio/ogg", "OggS\0\u0002"],
  ["audio/mp4", "\0\0\0\u001cftypM4A "],
  ["video/mp4", "\0\0\0\u001cftypisom"],
  ["video/quicktime", "\0\0\0\u0014ftypqt  "],
  ["video/webm", "\u001aE\u00df\u00a3\u0001\0"],
  ["application/pdf", "%PDF-1.7"],
  [undefined, "RIFF$\0\0\0AVI LIST"],
  [undefined, '{"error":"no"}'],
  [undefined, "\u00ff\u00d8"],
  [undefined, ""],
];

describe("the first bytes of a file", () => {
  it.each(beginnings)("show %s", (mediaType, start) => {
    expect(sniffMediaType(bytesOf(start))).toBe(mediaType);
    expect(sniffMediaType(encodeBase64(bytesOf(start)))).toBe(mediaType);
  });

  it("show it in the base64 of addresses too, and without padding", () => {
    expect(sniffMediaType("_9j_4AAQ")).toBe("image/jpeg");
    expect(sniffMediaType("R0lGODlh")).toBe("image/gif");
  });

  it("show nothing in a text that is no base64", () => {
    expect(sniffMediaType("not base64!")).toBeUndefined();
  });

  it.each([
    ["image/webp", "image/png", "RIFF$\0\0\0WEBP", "a wrong label"],
    ["audio/webm", "audio/webm; codecs=opus", "\u001aE\u00df\u00a3", "a container"],
    ["audio/mp4", "audio/mp4", "\0\0\0\u001cftypisom", "a container with another brand"],
    ["audio/pcm", "audio/pcm", "\u00ff\u00fb\0\0", "raw samples"],
    ["image/jpeg", undefined, "\u00ff\u00d8\u00ff", "no label"],
    [undefined, " ; charset=x", "??", "neither"],
  ])("decide: %s for the label %s (bytes %j: %s)", (mediaType, declared, start, _case) => {
    expect(resolveMediaType(bytesOf(start), declared)).toBe(mediaType);
  });
});

describe("base64", () => {
  it("comes back as it was, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => {
        expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
      }),
    );
  });

  it("is read with line breaks and in the alphabet of addresses", () => {
    expect(decodeBase64("_-8\n=")).toEqual(bytesOf("\u00ff\u00ef"));
    expect(decodeBase64("%")).toBeUndefined();
    expect(() => parseBase64("%")).toThrow(
      expect.objectContaining({ name: "InvalidCharacterError" }),
    );
  });

  it("holds text as UTF-8", () => {
    expect(parseBase64Text(Buffer.from("Tromsø").toString("base64"))).toBe("Tromsø");
  });

  it("in pieces of their own padding is one file, or none", () => {
    const pieces = ["a", "bc", "def"].map((text) => encodeBase64(bytesOf(text)));
    expect(joinBase64(pieces)).toEqual(bytesOf("abcdef"));
    expect(joinBase64([...pieces, "%"])).toBeUndefined();
    expect(joinBase64([])).toEqual(bytesOf(""));
  });
});

describe("a data URL", () => {
  it.each([
    ["data:image/png;base64,AAAA", "image/png", "AAAA"],
    ["DATA:Image/PNG;name=x;BASE64,AAAA", "image/png", "AAAA"],
    ["data:;base64,AAAA", "text/plain", "AAAA"],
    ["data:,a%20b", "text/plain", encodeBase64(bytesOf("a b"))],
    ["data:text/csv,50%", "text/csv", encodeBase64(bytesOf("50%"))],
  ])("%s is %s", (url, mediaType, data) => {
    expect(parseDataURL(url)).toEqual({ mediaType, data });
  });

  it.each(["https://a.example/1.png", "data:image/png", "AAAA"])("is not %s", (url) => {
    expect(parseDataURL(url)).toBeUndefined();
  });

  it("is written so that it is read again", () => {
    const content = { mediaType: "image/webp", data: "UklGRg==" };
    expect(parseDataURL(toDataURL(content))).toEqual(content);
  });
});

describe("the format of a recording", () => {
  it.each([
    ["audio/mpeg", "mp3"],
    ["audio/mp4", "m4a"],
    ["audio/x-m4a", "m4a"],
    ["audio/x-wav", "wav"],
    ["audio/vnd.wave", "wav"],
    ["audio/L16; rate=24000", "pcm16"],
    ["audio/flac", "flac"],
    ["wav", "wav"],
  ])("of %s is %s", (mediaType, format) => {
    expect(mapAudioFormat(mediaType)).toBe(format);
  });

  it.each([
    ["mp3", "audio/mpeg"],
    ["pcm16", "audio/pcm"],
    ["pcm", "audio/pcm"],
    ["m4a", "audio/mp4"],
    ["opus", "audio/ogg"],
    ["flac", "audio/flac"],
  ])("%s is %s", (format, mediaType) => {
    expect(mapAudioMediaType(format)).toBe(mediaType);
  });
});
