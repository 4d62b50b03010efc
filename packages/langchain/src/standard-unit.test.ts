import { tool } from "@langchain/core/tools";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createScriptedModel, failureOf, streamOf } from "../test/scripted-model.ts";
import { ChatCometAPI } from "./chat-model.ts";

/** What LangChain's own suite gives every constructor. */
const standardParameters = { temperature: 0, maxTokens: 100, timeout: 60, stop: [], maxRetries: 2 };
const schema = z.object({ first: z.number(), second: z.number() });
const adder = tool(({ first, second }) => first + second, {
  name: "adder",
  description: "Adds two numbers",
  schema,
});

describe("our equivalents of LangChain's standard unit tests", () => {
  it("init: a model is made of the standard parameters", () => {
    expect(new ChatCometAPI("gpt-4o-mini", standardParameters)).toBeInstanceOf(ChatCometAPI);
  });

  it("init with a key: a model is made with the key given to it", () => {
    const model = new ChatCometAPI({ ...standardParameters, model: "gpt-4o-mini", apiKey: "sk-1" });
    expect(model.model).toBe("gpt-4o-mini");
  });

  it("init with streaming: a model that streams inside is made", () => {
    expect(
      new ChatCometAPI("gpt-4o-mini", { ...standardParameters, streaming: true }),
    ).toMatchObject({ streaming: true });
  });

  it("bindTools: a structured tool can be bound", () => {
    expect(new ChatCometAPI("gpt-4o-mini").bindTools([adder])).toBeDefined();
  });

  it("withStructuredOutput: a schema can be asked for", () => {
    expect(new ChatCometAPI("gpt-4o-mini").withStructuredOutput(schema)).toBeDefined();
  });

  it("getLsParams: tracing gets exactly LangSmith's six keys, also those without a value", () => {
    const parameters = new ChatCometAPI("gpt-4o-mini", standardParameters).getLsParams({});
    expect(parameters).toEqual({
      ls_provider: "cometapi",
      ls_model_name: "gpt-4o-mini",
      ls_model_type: "chat",
      ls_temperature: 0,
      ls_max_tokens: 100,
      ls_stop: [],
    });
    expect(Object.keys(new ChatCometAPI("gpt-4o-mini").getLsParams({})).toSorted()).toEqual(
      Object.keys(parameters).toSorted(),
    );
  });

  it("invoke rejects at once when the signal is already aborted", async () => {
    const { model, requests } = createScriptedModel([]);
    const reason = new Error("No longer wanted");
    expect(await failureOf(model.invoke("Hi", { signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(requests).toEqual([]);
  });

  it("stream throws when the signal is already aborted, and yields nothing", async () => {
    const { model, requests } = createScriptedModel([streamOf([{ content: "Hi" }])]);
    const chunks: unknown[] = [];
    const reading = (async () => {
      for await (const chunk of await model.stream("Hi", { signal: AbortSignal.abort() })) {
        chunks.push(chunk);
      }
    })();
    await failureOf(reading);
    expect(chunks).toEqual([]);
    expect(requests).toEqual([]);
  });
});
