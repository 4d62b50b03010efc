import { describe, expect, it } from "vitest";
import { parseFrame } from "./parse-frame.ts";

function parse(data: string, event?: string) {
  return parseFrame({ type: "message", event, data });
}

describe("a frame", () => {
  it("is read line by line when the lines together are not JSON", () => {
    expect(parse('[1]\n{"a":\n\n[DONE]')).toEqual([
      { type: "chunk", value: [1] },
      { type: "malformed", text: '{"a":' },
      { type: "done" },
    ]);
  });

  it("named error is an error, whatever its data", () => {
    expect(parse('{"code":1}', "error")).toEqual([
      { type: "chunk", value: { error: { code: 1 } } },
    ]);
    expect(parse('{"error":"no"}', "error")).toEqual([{ type: "chunk", value: { error: "no" } }]);
    expect(parse('{"type":"error"}', "error")).toEqual([
      { type: "chunk", value: { type: "error" } },
    ]);
    expect(parse("no", "error")).toEqual([{ type: "chunk", value: { error: "no" } }]);
  });

  it("that keeps the connection alive says nothing else", () => {
    const ping = [{ type: "ping" }];
    expect([parse("{}", "ping"), parse(" "), parseFrame({ type: "comment" })]).toEqual([
      ping,
      ping,
      ping,
    ]);
  });

  it("of a line that is no event is read all the same", () => {
    expect(parseFrame({ type: "malformed", line: "Bad Gateway" })).toEqual([
      { type: "malformed", text: "Bad Gateway" },
    ]);
    expect(parseFrame({ type: "malformed", line: "  " })).toEqual([]);
  });
});
