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

  it("are joined, with the call's first, and what is written as LangChain or OpenAI does is converted", () => {
    const parameters = { temperature: 0.2, logprobs: true, topLogprobs: 2, extraBody: { a: 1 } };
    const search = { type: "web_search" };
    expect(
      convertParameters("m", parameters, {
        temperature: 0.7,
        tools: [search],
        tool_choice: "any",
        response_format: { type: "json_object" },
        extraBody: { b: 2 },
      }),
    ).toEqual({
      model: "m",
      temperature: 0.7,
      logprobs: 2,
      tools: [{ type: "raw", value: search }],
      toolChoice: "required",
      responseFormat: { type: "json-object" },
      extraBody: { a: 1, b: 2 },
    });
  });

  it("are refused where a call's option has a value that it cannot have", () => {
    const options: object = { temperature: "hot" };
    expect(() => convertParameters("m", {}, options)).toThrow(
      expect.objectContaining({
        code: "invalid-argument",
        message: expect.stringContaining("temperature"),
      }),
    );
  });
});
