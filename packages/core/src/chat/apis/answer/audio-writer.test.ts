import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeBase64 } from "../../../media/base64.ts";
import type { AudioEvent, ChatEvent } from "../../chat-event.ts";
import { AudioWriter } from "./audio-writer.ts";

type Fragment = Omit<AudioEvent, "type" | "choiceIndex">;

function write(fragments: readonly Partial<Fragment>[], askedFormat?: string): AudioEvent[] {
  const events: ChatEvent[] = [];
  const writer = new AudioWriter(0, askedFormat);
  for (const fragment of fragments) {
    writer.write({ id: undefined, data: undefined, transcript: undefined, ...fragment }, events);
  }
  writer.end(events);
  return events.filter((event) => event.type === "audio");
}

const dataOf = (events: AudioEvent[]): string => events.map(({ data = "" }) => data).join("");

describe("fragments of audio", () => {
  it("of one clip may repeat its id, and another clip has a type of its own", () => {
    const [first, second, rest, other] = write([
      { id: "a", data: "AA==", mediaType: "audio/wav" },
      { id: "a", data: "AAAA" },
      { id: "b", data: "AAAA" },
    ]);
    expect([first?.mediaType, second?.mediaType]).toEqual(["audio/wav", "audio/wav"]);
    expect(second).toMatchObject({ id: "a", data: "AAAA" });
    expect(rest?.mediaType).toBe("audio/wav");
    expect(other).toMatchObject({ id: "b", data: "AAAA" });
    expect(other?.mediaType).toBeUndefined();
  });

  it("joined as texts are base64 of all bytes, however a vendor cut them", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 7 })), (pieces) => {
        const events = write(pieces.map((piece) => ({ data: encodeBase64(piece) })));
        const bytes = new Uint8Array(pieces.flatMap((piece) => [...piece]));
        expect(dataOf(events)).toBe(encodeBase64(bytes));
      }),
    );
  });

  it("pass as they came where nothing has to wait", () => {
    expect(write([{ data: "AAAA" }, { data: "AQID" }]).map(({ data }) => data)).toEqual([
      "AAAA",
      "AQID",
    ]);
  });

  it("of two clips are kept apart, with their type", () => {
    const clips = write([
      { id: "a", data: "aGk=", mediaType: "audio/wav" },
      { id: "b", data: "aGk=", mediaType: "audio/wav" },
    ]);
    expect(clips.map(({ id, data, mediaType }) => [id, data, mediaType])).toEqual([
      ["a", undefined, "audio/wav"],
      [undefined, "aGk=", "audio/wav"],
      ["b", undefined, "audio/wav"],
      [undefined, "aGk=", "audio/wav"],
    ]);
  });

  it.each<[string, Partial<Fragment>, string | undefined, string | undefined]>([
    ["the API names", { data: "SUQz", mediaType: "audio/L16" }, "mp3", "audio/L16"],
    ["was asked for", { data: "SUQz" }, "pcm16", "audio/pcm"],
    ["their bytes show", { data: "SUQz" }, undefined, "audio/mpeg"],
    ["nobody knows", { data: "AAEC" }, undefined, undefined],
  ])("have the type that %s, to their end", (_who, fragment, asked, mediaType) => {
    const events = write([{ id: "a" }, fragment, { data: "AQID" }], asked);
    expect(events.slice(1).map((event) => event.mediaType)).toEqual([mediaType, mediaType]);
  });

  it("keep their words, and say nothing when they hold nothing", () => {
    expect(write([{ transcript: "Hi" }, { data: "" }]).map((event) => event.transcript)).toEqual([
      "Hi",
    ]);
  });

  it("that are not base64 are handed on, for their reader to say so", () => {
    expect(dataOf(write([{ data: "!" }]))).toBe("!");
  });
});
