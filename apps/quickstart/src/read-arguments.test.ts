import { describe, expect, it } from "vitest";
import { readArguments } from "./read-arguments.ts";

describe("the demo's command line", () => {
  it("asks the documents through all frameworks when nothing is said", () => {
    const { prompt, ...rest } = readArguments([]);
    expect(prompt).toContain("last ferry");
    expect(rest).toEqual({
      frameworks: ["ai-sdk", "langchain", "llamaindex"],
      model: "deepseek-v4-pro",
      fallbackModels: [],
      maxUSD: undefined,
      isVerbose: false,
    });
  });

  it("takes every option", () => {
    const argv = "--framework langchain --model a --fallback b --fallback c --budget 0.5 --verbose";
    expect(readArguments([...argv.split(" "), "--prompt", "Why?"])).toEqual({
      frameworks: ["langchain"],
      model: "a",
      fallbackModels: ["b", "c"],
      prompt: "Why?",
      maxUSD: 0.5,
      isVerbose: true,
    });
  });

  it.each([
    [
      ["--framework", "vue"],
      'Unknown framework "vue". Choose one of: ai-sdk, langchain, llamaindex.',
    ],
    [
      ["--colour"],
      "Unknown option '--colour'. The options are --framework, --model, --fallback, --prompt, --budget, --verbose, --help.",
    ],
    [["why"], "Unexpected argument 'why'. The options are "],
    [["--prompt", "  "], "--prompt needs a value that is not blank."],
    [["--budget", "much"], '--budget needs an amount of USD, not "much".'],
    [["--budget=-1"], '--budget needs an amount of USD, not "-1".'],
    [["--fallback", ""], "--fallback needs a value that is not blank."],
  ])("refuses %j in one line", (argv, message) => {
    expect(() => readArguments(argv)).toThrow(message);
    expect(message).not.toContain("\n");
  });
});
