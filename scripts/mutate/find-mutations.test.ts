import { describe, expect, it } from "vitest";
import { findMutations } from "./find-mutations.ts";

const mutate = (source: string) =>
  findMutations("file.ts", source).map((mutation) => [mutation.what, mutation.source]);

describe("a file is broken in one place at a time", () => {
  it("leaves out each field of an object", () => {
    expect(mutate("const a = { b: 1, ...c };")).toEqual([
      ["without b: 1", "const a = {  ...c };"],
      ["without ...c", "const a = { b: 1,  };"],
    ]);
  });

  it("leaves out once what is spread under a condition", () => {
    expect(mutate("const a = { ...(b && { c: b }) };")).toEqual([
      ["without ...(b && { c: b })", "const a = {  };"],
    ]);
  });

  it("leaves out each row of a table, and no half of one", () => {
    expect(mutate("const a = new Map([[1, 2], [3, 4]]);")).toEqual([
      ["without [1, 2]", "const a = new Map([ [3, 4]]);"],
      ["without [3, 4]", "const a = new Map([[1, 2], ]);"],
    ]);
  });

  it("leaves out each case of a switch, but not its default", () => {
    expect(mutate("switch (a) { case 1: break; default: }")).toEqual([
      ["without case 1: break;", "switch (a) {  default: }"],
    ]);
  });

  it("leaves out each statement that does something", () => {
    expect(mutate("if (a) b();")).toContainEqual(["without b();", "if (a) ;"]);
  });

  it("turns each condition round", () => {
    expect(mutate("const a = b ? 1 : 2;")).toEqual([["not b", "const a = !(b) ? 1 : 2;"]]);
    expect(mutate("if (a || b) throw c;")).toEqual([["not a || b", "if (!(a || b)) throw c;"]]);
  });

  it("says in which function or method", () => {
    expect(mutate("function a() { b(); }")).toEqual([["a: without b();", "function a() { ; }"]]);
    expect(mutate("class A { #b() { c(); } d = e ? 1 : 2; }").map(([what]) => what)).toEqual([
      "#b: without c();",
      "not e",
    ]);
  });

  it("says where, and the same of a long place wherever it stands", () => {
    const statement = `call(${"x".repeat(200)});`;
    const [first] = findMutations("file.ts", statement);
    const [moved] = findMutations("file.ts", `\n\n${statement}`);
    expect([first?.line, moved?.line]).toEqual([1, 3]);
    expect(moved?.what).toBe(first?.what);
    expect(first?.what.length).toBeLessThan(100);
  });
});
