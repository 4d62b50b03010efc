import { describe, expect, it } from "vitest";
import { convertParameters } from "./request.ts";

describe("the parameters of a model and the options of a call", () => {
  it("become core's options, where LangChain calls them otherwise too", () => {
    const parameters = {
      api: "messages" as const,
      maxTokens: 5,
      stop: ["."],
      n: 2,
      streamUsage: false,
    };
    expect(convertParameters("m", parameters, { parallel_tool_calls: false })).toEqual({
      model: "m",
      api: "messages",
      maxOutputTokens: 5,
      stopSequences: ["."],
      choiceCount: 2,
      includeUsage: false,
      parallelToolCalls: false,
    });
  });

  it("are not core's where LangChain means something else by their names", () => {
    const options = { metadata: { run: "1" }, store: { get: () => 1 } };
    expect(convertParameters("m", {}, JSON.parse(JSON.stringify(options)))).toEqual({ model: "m" });
  });
});
