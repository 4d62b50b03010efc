import { describe, expect, it } from "vitest";
import { ThinkTagSplitter } from "./think-tag-splitter.ts";

function split(...pieces: string[]): { reasoning: string; text: string } {
  const splitter = new ThinkTagSplitter();
  const out = [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
  const join = (type: string) =>
    out.flatMap((piece) => (piece.type === type ? [piece.text] : [])).join("");
  return { reasoning: join("reasoning"), text: join("text") };
}

describe("reasoning between think tags", () => {
  it.each([
    ["in one piece", ["<think>a</think>b"], "a", "b"],
    ["with line feeds around", ["\n<think>\na\n</think>\n\nb"], "a", "b"],
    ["of nothing", ["<think></think>b"], "", "b"],
    ["and nothing after it", ["<think>a</think>", "\n"], "a", ""],
    ["with a tag that is none", ["<think>a</thin", "g>b</think>c"], "a</thing>b", "c"],
    ["letter by letter", "<think>a<b</think>c</think>".split(""), "a<b", "c</think>"],
    ["that never comes", ["<thi", "s>"], "", "<this>"],
    ["of which only the beginning comes", ["<thin"], "", "<thin"],
    ["after line feeds that are text", ["\n\n", "a"], "", "\n\na"],
    ["and lines of text", ["<think>a</think>\nb", "\nc"], "a", "b\nc"],
  ])("%s", (_where, pieces, reasoning, text) => {
    expect(split(...pieces)).toEqual({ reasoning, text });
  });
});

it("gives reasoning out as it comes, but for what may be its closing tag", () => {
  const splitter = new ThinkTagSplitter();
  expect(splitter.push("<think>")).toEqual([]);
  expect(splitter.push("abc")).toEqual([{ type: "reasoning", text: "abc" }]);
  expect(splitter.push("d</th")).toEqual([{ type: "reasoning", text: "d" }]);
  expect(splitter.push("i")).toEqual([]);
});
