import { CometAPIError } from "@cometapi/core";
import { describe, expect, it } from "vitest";
import type { MessageContentDetail } from "@llamaindex/core/llms";
import {
  describeFailure,
  isAgentFailure,
  markFailure,
  readFailure,
  withoutFailures,
} from "./agent-failure.ts";

const words = "The model could not answer: enough";

describe("the words for a failure", () => {
  it("say what went wrong", () => {
    const error = new CometAPIError({ code: "rate-limit", message: "Slow down." });
    expect(describeFailure(error)).toBe("The model could not answer: Slow down.");
    expect(describeFailure("no")).toBe("The model could not answer: no");
  });

  it("are set off from what the model had said", () => {
    expect(markFailure(words, "It is").replaceAll(/[^\n -~]/g, "")).toBe(`\n\n${words}`);
    expect(markFailure(words, "").replaceAll(/[^\n -~]/g, "")).toBe(words);
  });

  it("can be taken out again", () => {
    const failed = `It is${markFailure(words, "It is")}`;
    expect(withoutFailures(failed)).toBe("It is");
    expect(withoutFailures(markFailure(words, ""))).toBe("");
    expect(withoutFailures(words)).toBe(words);
    const image = { type: "image_url" as const, image_url: { url: "https://example.com/a.png" } };
    const text = (value: string): MessageContentDetail => ({ type: "text", text: value });
    expect(withoutFailures([text(failed), image])).toEqual([text("It is"), image]);
    expect(withoutFailures([text(markFailure(words, "")), image])).toEqual([image]);
  });

  it("can be read", () => {
    expect(readFailure({ content: `It is${markFailure(words, "It is")}` })).toBe(words);
    expect(readFailure({ content: "It is" })).toBe("");
  });
});

describe("a failure is told from an answer", () => {
  const failure = markFailure(words, "");
  it.each([
    ["by its text", failure],
    ["by its message", { role: "assistant" as const, content: failure }],
    ["by its content", [{ type: "text" as const, text: failure }]],
    ["behind what the model had said", `It is${markFailure(words, "It is")}`],
    ["after it was stored", JSON.parse(JSON.stringify({ content: failure }))],
    ["although it has no words", markFailure("", "")],
    ["by the error beside its content", { content: "", options: { error: { message: words } } }],
  ])("%s", (_name, answer) => {
    expect(isAgentFailure(answer)).toBe(true);
  });

  it("that says the same", () => {
    expect(isAgentFailure(words)).toBe(false);
    expect(isAgentFailure({ content: words })).toBe(false);
    expect(isAgentFailure([])).toBe(false);
  });
});
