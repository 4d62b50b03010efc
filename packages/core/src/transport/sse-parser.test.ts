import { createParser } from "eventsource-parser";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ServerSentEvent, SSEParser } from "./sse-parser.ts";

function parse(text: string, splitAt: readonly number[] = []): ServerSentEvent[] {
  const bytes = new TextEncoder().encode(text);
  const edges = [0, ...splitAt.toSorted((a, b) => a - b), bytes.length];
  const parser = new SSEParser();
  const events = edges
    .slice(1)
    .flatMap((end, index) => parser.push(bytes.slice(edges[index], end)));
  return [...events, ...parser.end()];
}

function message(data: string, event?: string): ServerSentEvent {
  return { type: "message", event, data };
}

describe("the event stream parser", () => {
  it("joins the data lines of one event", () => {
    expect(parse("data: a\ndata: b\n\n")).toEqual([message("a\nb")]);
  });

  it("separates JSON objects whose blank line is missing", () => {
    expect(parse('data: {"a":{}}\ndata: {"b":1}\ndata: [DONE]\n')).toEqual([
      message('{"a":{}}'),
      message('{"b":1}'),
      message("[DONE]"),
    ]);
  });

  it("keeps a JSON object together that is written over several lines", () => {
    const lines = JSON.stringify({ a: { b: [1] }, c: "}" }, null, 2).split("\n");
    expect(parse(`${lines.map((line) => `data: ${line}`).join("\n")}\n\n`)).toEqual([
      message(lines.join("\n")),
    ]);
  });

  it("reads an event of very many lines in a time that grows with their number alone", () => {
    const line = "data: {\n";
    const startedAtMs = performance.now();
    const [event] = parse(`${line.repeat(100_000)}\n`);
    expect(performance.now() - startedAtMs).toBeLessThan(1000);
    expect(event).toMatchObject({ type: "message" });
  });

  it("names an event once", () => {
    expect(parse("event: error\ndata: a\n\ndata: b\n\n")).toEqual([
      message("a", "error"),
      message("b"),
    ]);
  });

  it("hands out lines that are no field, and ignores fields nobody uses", () => {
    expect(parse("id: 7\nretry: 100\nx-meta: 1\nInternal Server Error\nerror: gone\n\n")).toEqual([
      { type: "malformed", line: "Internal Server Error" },
      { type: "malformed", line: "error: gone" },
    ]);
  });

  it("gives no event for a name without data", () => {
    expect(parse("event: ping\n\n:\n\n")).toEqual([{ type: "comment" }]);
  });

  it("takes a CR LF that the network split as one line end", () => {
    expect(parse("data: a\r\ndata: b\r\n\r\n", [8, 17, 18, 19])).toEqual([message("a\nb")]);
  });

  it("agrees with the specification's parser on any stream, split anywhere", () => {
    const value = fc.string({ unit: "grapheme" }).map((text) => text.replace(/[\r\n]/g, "·"));
    const line = fc.oneof(
      value.map((text) => `data: ${text}`),
      value.map((text) => `data:${text}`),
      value.map((text) => `: ${text}`),
      fc.constantFrom("event: update", "id: 1", "retry: 5", "", "", ""),
    );
    const stream = fc
      .tuple(fc.array(line), fc.constantFrom("\n", "\r\n", "\r"))
      .map(([lines, lineEnd]) => [...lines, "", ""].join(lineEnd));
    fc.assert(
      fc.property(stream, fc.array(fc.nat(400), { maxLength: 20 }), (text, positions) => {
        const { length } = new TextEncoder().encode(text);
        const ours = parse(
          text,
          positions.filter((position) => position < length),
        );
        expect(ours).toEqual(parseByLibrary(text));
      }),
    );
  });
});

function parseByLibrary(text: string): ServerSentEvent[] {
  const events: ServerSentEvent[] = [];
  const parser = createParser({
    onEvent: ({ event, data }) => events.push({ type: "message", event, data }),
    onComment: () => events.push({ type: "comment" }),
  });
  parser.feed(text);
  parser.feed("\n\n");
  return events;
}
