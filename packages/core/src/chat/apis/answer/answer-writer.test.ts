import { describe, expect, it } from "vitest";
import { CometAPIError } from "../../../errors/comet-api-error.ts";
import type { ChatEvent } from "../../chat-event.ts";
import type { ChatOptions } from "../../chat-options.ts";
import { AnswerWriter } from "./answer-writer.ts";
import { resolveModelTraits } from "../../../models/resolve-model-traits.ts";

function createWriter(options: ChatOptions = {}): AnswerWriter {
  return new AnswerWriter("responses", {
    request: { ...options, model: "m", messages: [] },
    traits: resolveModelTraits("m"),
    generateId: () => "generated",
    locate: (error) => error,
    toError: () => new CometAPIError({ code: "server", message: "failed" }),
    includeRaw: false,
  });
}

function write(
  say: (writer: AnswerWriter, events: ChatEvent[]) => void,
  options: ChatOptions = {},
): ChatEvent[] {
  const events: ChatEvent[] = [];
  say(createWriter(options), events);
  return events;
}

const source = { title: undefined, content: undefined };

describe("an answer has content", () => {
  it.each<[string, (writer: AnswerWriter, events: ChatEvent[]) => void]>([
    ["a text", (writer, to) => writer.text("a", to)],
    ["a thought", (writer, to) => writer.reasoning("a", to)],
    ["a thought that nobody can read", (writer, to) => writer.endReasoning({}, to)],
    ["a refusal", (writer, to) => writer.refusal("a", to)],
    ["an image", (writer, to) => writer.write({ type: "image", image: { url: "u" } }, to)],
    ["a clip", (writer, to) => writer.audio({ id: "a", data: "AAEC", transcript: undefined }, to)],
    [
      "a vendor's block",
      (writer, to) => writer.write({ type: "vendor-block", api: "responses", block: {} }, to),
    ],
    ["log probabilities", (writer, to) => writer.write({ type: "logprobs", content: [1] }, to)],
    ["a call", (writer, to) => writer.calls.start("k", { id: "a", name: "now" }, to)],
  ])("with %s", (_what, say) => {
    write((writer, to) => {
      expect(writer.hasContent).toBe(false);
      say(writer, to);
      expect(writer.hasContent).toBe(true);
    });
  });
});

it("an answer with an error has no call that may be run, even where its arguments are whole", () => {
  const events = write((writer, to) => {
    writer.calls.start("k", { id: "a", name: "now" }, to);
    writer.calls.addArguments("k", "{}", to);
    writer.error(new CometAPIError({ code: "server", message: "failed" }), to);
    writer.end("marked", to);
  });
  expect(events).toContainEqual(
    expect.objectContaining({ type: "tool-call-end", isComplete: false }),
  );
});

describe("what a normalizer has read", () => {
  it("names a source once, or once for each range", () => {
    const url = "https://example.com";
    const ranges = [
      [undefined, undefined],
      [undefined, undefined],
      [0, 4],
      [0, 4],
      [5, 9],
    ];
    const events = write((writer, to) => {
      for (const [startIndex, endIndex] of ranges) {
        writer.citation({ ...source, url, startIndex, endIndex }, to);
      }
    });
    expect(events).toMatchObject([{ startIndex: undefined }, { startIndex: 0 }, { startIndex: 5 }]);
  });

  it("gives audio the media type that the request asked for", () => {
    const audio = { voice: "alloy", format: "mp3" };
    const fragment = { id: "a", data: "AAEC", transcript: undefined };
    const events = write((writer, to) => writer.audio(fragment, to), { audio });
    expect(events).toMatchObject([{ type: "audio", mediaType: "audio/mpeg" }]);
  });

  it("names every passage of a document", () => {
    const citation = { ...source, url: undefined, fileId: "f", startIndex: 1, endIndex: 2 };
    const events = write((writer, to) => {
      writer.citation(citation, to);
      writer.citation(citation, to);
    });
    expect(events).toHaveLength(2);
  });

  it("corrects who answered, when the model or the class of service was another", () => {
    const events = write((writer, to) => {
      writer.metadata({ id: "1", model: "a", serviceTier: "auto" }, to);
      writer.metadata({ id: "1", model: "a" }, to);
      writer.metadata({ serviceTier: "default" }, to);
      writer.metadata({ model: "b" }, to);
    });
    expect(events).toMatchObject([
      { id: "1", model: "a", serviceTier: "auto" },
      { id: "1", model: "a", serviceTier: "default" },
      { id: "1", model: "b", serviceTier: "default" },
    ]);
  });

  it("gives each call its own arguments, echo and id, also where ids repeat", () => {
    const events = write((writer, to) => {
      for (const key of ["0", "1", "2"]) writer.calls.start(key, { id: "a", name: key }, to);
      writer.calls.addArguments("2", "{}", to);
      writer.calls.addArguments("unknown", "{}", to);
      writer.calls.addArguments("1", '{"b":1}', to);
      writer.calls.setEcho("0", { signature: "s" });
      writer.finish({ reason: "stop", rawReason: "STOP" });
      writer.end("closed", to);
    });
    expect(events.filter(({ type }) => type === "tool-call-end")).toMatchObject([
      { index: 0, id: "a", name: "0", arguments: "{}", echo: { data: { signature: "s" } } },
      { index: 1, id: "generated", name: "1", arguments: '{"b":1}', echo: undefined },
      { index: 2, id: "generated", name: "2", arguments: "{}", echo: undefined },
    ]);
  });

  it.each([
    ["is run when an unknown end follows it", false, true],
    ["is not run when it may be cut", true, false],
  ])("holds a call that %s", (_what, wasStoppedEarly, isComplete) => {
    const events = write((writer, to) => {
      writer.calls.start("0", { id: "a", name: "now" }, to);
      writer.calls.addArguments("0", '{"a":', to);
      writer.finish({ reason: "other", rawReason: "odd", wasStoppedEarly });
      writer.end("closed", to);
    });
    expect(events).toContainEqual(expect.objectContaining({ type: "tool-call-end", isComplete }));
  });
});

it("an answer that was cut off has no whole call in any of its choices", () => {
  const cut = new CometAPIError({ code: "stream-interrupted", message: "Cut off." });
  const events = write((second, to) => {
    const first = createWriter();
    first.interrupt(cut, []);
    second.calls.start("0", { id: "a", name: "now" }, to);
    second.calls.addArguments("0", "{}", to);
    second.inheritFailure(first);
    second.end("closed", to);
  });
  expect(events).toContainEqual(
    expect.objectContaining({ type: "tool-call-end", isComplete: false }),
  );
});
