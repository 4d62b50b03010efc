import { describe, expect, it } from "vitest";
import { appendFields } from "./append-fields.ts";
import { appendFile, type FileInput } from "./file-input.ts";

function append(file: FileInput): File {
  const form = new FormData();
  appendFile(form, file, { field: "file", option: "audio" });
  const entry = form.get("file");
  if (!(entry instanceof File)) throw new Error("no file was appended");
  return entry;
}

const data = new Uint8Array([1, 2, 3]);

describe("appendFile", () => {
  it("sends bytes with their type, under a name with the right ending", async () => {
    const file = append({ data, mediaType: "audio/mpeg" });
    expect(file).toMatchObject({ name: "audio.mp3", type: "audio/mpeg", size: 3 });
    await expect(file.bytes()).resolves.toEqual(data);
  });

  it.each([
    ["audio/x-wav", "audio.wav"],
    ["audio/webm;codecs=opus", "audio.webm"],
    ["image/png", "audio.png"],
    ["video/x-matroska", "audio.matroska"],
    ["nonsense", "audio"],
    ["", "audio"],
  ])("names a file of type %j %s", (mediaType, name) => {
    expect(append({ data, mediaType }).name).toBe(name);
  });

  it.each(["image/*", "", " "])("asks the bytes where the type is %j", (mediaType) => {
    const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0]);
    expect(append({ data: jpeg, mediaType })).toMatchObject({
      name: "audio.jpg",
      type: "image/jpeg",
    });
  });

  it("takes bytes without any type, from callers without types", () => {
    // @ts-expect-error callers without types leave it out
    expect(append({ data })).toMatchObject({ name: "audio", type: "" });
  });

  it("keeps a name that was given", () => {
    expect(append({ data, mediaType: "audio/mpeg", filename: "talk.mp3" }).name).toBe("talk.mp3");
    expect(append(new File([data], "call.wav", { type: "audio/wav" })).name).toBe("call.wav");
  });

  it("names a blob that has no name", () => {
    expect(append(new Blob([data], { type: "audio/flac" })).name).toBe("audio.flac");
    expect(append(new File([data], "", { type: "audio/flac" })).name).toBe("audio.flac");
  });

  it("takes an ArrayBuffer, and a part of a larger buffer as that part", () => {
    expect(append({ data: data.buffer, mediaType: "audio/wav" }).size).toBe(3);
    expect(append({ data: data.subarray(1), mediaType: "audio/wav" }).size).toBe(2);
  });

  it.each([[undefined], [{ data: "text", mediaType: "audio/wav" }], ["path.mp3"]])(
    "refuses what is no file: %j",
    (file) => {
      // @ts-expect-error callers without types pass this
      expect(() => append(file)).toThrow(
        expect.objectContaining({
          code: "invalid-argument",
          message: expect.stringContaining("`audio`"),
        }),
      );
    },
  );

  it("refuses an empty file, which services answer with a riddle", () => {
    expect(() => append(new Blob([]))).toThrow(/`audio` is an empty file/);
  });
});

describe("appendFields", () => {
  it("sends text as it is, lists as repeated fields, other values as JSON, and skips what is unset", () => {
    const form = new FormData();
    appendFields(form, {
      text: "a",
      number: 0,
      flag: false,
      list: ["word", 2],
      object: { a: 1 },
      unset: undefined,
      nothing: null,
    });
    expect([...form]).toEqual([
      ["text", "a"],
      ["number", "0"],
      ["flag", "false"],
      ["list[]", "word"],
      ["list[]", "2"],
      ["object", '{"a":1}'],
    ]);
  });

  it("replaces a field that is there already, so that later fields win", () => {
    const form = new FormData();
    appendFields(form, { seed: 1 });
    appendFields(form, { seed: 2 });
    expect(form.getAll("seed")).toEqual(["2"]);
  });
});
