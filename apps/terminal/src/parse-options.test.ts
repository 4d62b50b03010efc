import { describe, expect, it } from "vitest";
import { parseOptions } from "./parse-options.ts";
import { UsageError } from "./usage-error.ts";

function parse(...args: string[]): unknown {
  return parseOptions({
    args,
    options: { minutes: { type: "string" }, quick: { type: "boolean" } },
  }).values;
}

describe("a command line", () => {
  it("is read by Node", () => {
    expect(parse("--minutes", "5", "--quick")).toEqual({ minutes: "5", quick: true });
  });

  it.each([
    [["--colour"], "Unknown option '--colour'."],
    [["--minutes"], "Option '--minutes <value>' argument missing."],
    [["--minutes", "--quick"], "Option '--minutes' argument is ambiguous."],
    [["--quick=yes"], "Option '--quick' does not take an argument."],
    [["now"], "Unexpected argument 'now'."],
  ])("with the mistake %j names it and the options in one line", (args, mistake) => {
    expect(() => parse(...args)).toThrow(
      new UsageError(`${mistake} The options are --minutes, --quick, --help.`),
    );
  });
});
