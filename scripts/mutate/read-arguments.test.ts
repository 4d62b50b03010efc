import path from "node:path";
import { describe, expect, it } from "vitest";
import { readArguments, root } from "./read-arguments.ts";

const file = "packages/langchain/src/convert/events.ts";

describe("the command line that says what to break", () => {
  it("breaks all converters when nothing is said", () => {
    const { files, ...rest } = readArguments([]);
    expect(files).toContain(file);
    expect(files).toContain("packages/core/src/chat/apis/gemini/gemini.ts");
    expect(rest).toEqual({ minutes: 120, tests: [], reportFile: path.join(root, "mutants.md") });
  });

  it("takes every option, and a file once", () => {
    const argv = ["--minutes", "5", "--tests", "events", "--tests", "fixtures", "--out", "a.md"];
    expect(readArguments([...argv, file, path.dirname(file), file])).toEqual({
      files: expect.toSatisfy(
        (files: string[]) => files.filter((name) => name === file).length === 1,
      ),
      minutes: 5,
      tests: ["events", "fixtures"],
      reportFile: path.join(root, "a.md"),
    });
  });

  it("breaks no test", () => {
    expect(readArguments([path.dirname(file)]).files.join()).not.toContain(".test.ts");
  });

  it.each([
    [["--minutes", "soon"], '--minutes needs a number above 0, not "soon".'],
    [["--minutes=0"], '--minutes needs a number above 0, not "0".'],
    [["--colour"], "Unknown option '--colour'. The options are --minutes, --tests, --out, --help."],
    [["packages/nowhere"], '"packages/nowhere" holds no TypeScript to break.'],
    [["README.md"], '"README.md" holds no TypeScript to break.'],
    [["/"], '"/" holds no TypeScript to break.'],
  ])("refuses %j", (argv, message) => {
    expect(() => readArguments(argv)).toThrow(message);
  });
});
