import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { insertMutants } from "./insert-mutants.ts";

/**
 * The `result` of the code with each of its mutants. Without an active mutant the result must be that of the
 * source.
 */
function results(source: string): [string, unknown][] {
  const { mutants, code } = insertMutants("file.ts", source);
  const run = (program: string, active?: number): unknown =>
    structuredClone(
      runInNewContext(`${program}; result`, { isMutant: (id: number) => id === active }),
    );
  expect(run(code)).toEqual(run(source));
  return mutants.map(({ what }, id) => [what, run(code, id)]);
}

const namesOf = (source: string): string[] =>
  insertMutants("file.ts", source).mutants.map(({ what }) => what);

describe("a file is broken in one place at a time", () => {
  it("leaves out each field of an object", () => {
    expect(results("const c = 3, result = { b: 1, ...{ d: 2, e: c }, c };")).toEqual([
      ["without b: 1", { d: 2, e: 3, c: 3 }],
      ["without ...{ d: 2, e: c }", { b: 1, c: 3 }],
      ["without c", { b: 1, d: 2, e: 3 }],
      ["without d: 2", { b: 1, e: 3, c: 3 }],
      ["without e: c", { b: 1, d: 2, c: 3 }],
    ]);
  });

  it("leaves out only once a field that is spread under a condition", () => {
    expect(results("const b = 1, result = { ...(b && { c: b }) };")).toEqual([
      ["without ...(b && { c: b })", {}],
    ]);
  });

  it("leaves out each row of a table, but no part of a row", () => {
    expect(results("const result = new Map([[1, 2], [3, 4]]);")).toEqual([
      ["without [1, 2]", new Map([[3, 4]])],
      ["without [3, 4]", new Map([[1, 2]])],
    ]);
  });

  it("leaves out each case of a switch, but not its default", () => {
    const source = `let result = "";
      for (let a = 1; a < 4; a++) switch (a) { case 1: case 2: result += a; default: result += "d"; }`;
    expect(results(source)).toEqual([
      ["without case 1:", "d2dd"],
      ["without case 2: result += a;", "ddd"],
      ["without result += a;", "ddd"],
      ['without result += "d";', "12"],
    ]);
  });

  it("leaves out each statement that does something, and no other", () => {
    expect(results("let result = 1; if (result) result = 2; else result = 3;")).toEqual([
      ["not result", 3],
      ["without result = 2;", 1],
      ["without result = 3;", 2],
    ]);
  });

  it("negates each condition", () => {
    expect(results("const b = 0, result = (b ? 1 : 2) + (b || !b ? 10 : 20);")).toEqual([
      ["not b", 11],
      ["not b || !b", 22],
    ]);
    expect(results("let result = 1; if ((result ? 0 : 1) || result > 1) result = 2;")).toEqual([
      ["not (result ? 0 : 1) || result > 1", 2],
      ["not result", 2],
      ["without result = 2;", 1],
    ]);
  });

  it("does what it did before while no mutant is active", () => {
    const { code } = insertMutants("file.ts", "const result = [{ a: true ? 1 : 2 }];");
    expect(structuredClone(runInNewContext(`${code} result`))).toEqual([{ a: 1 }]);
  });

  it("names the function or method of a mutant", () => {
    expect(namesOf("function a() { b(); }")).toEqual(["a: without b();"]);
    expect(namesOf("class A { #b() { c(); } d = e ? 1 : 2; }")).toEqual([
      "#b: without c();",
      "not e",
    ]);
  });

  it("names the line, and shortens long code to the same text wherever it stands", () => {
    const statement = `call(${"x".repeat(200)});`;
    const [first] = insertMutants("file.ts", statement).mutants;
    const [moved] = insertMutants("file.ts", `\n\n${statement}`).mutants;
    expect([first?.line, moved?.line]).toEqual([1, 3]);
    expect(moved?.what).toBe(first?.what);
    expect(first?.what.length).toBeLessThan(100);
  });
});
