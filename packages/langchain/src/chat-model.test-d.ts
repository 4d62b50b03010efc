import type {
  AIMessageChunk,
  StandardMessageStructure,
  UsageMetadata,
} from "@langchain/core/messages";
import { describe, expectTypeOf, it } from "vitest";
import { z } from "zod";
import { ChatCometAPI, CometAPIEmbeddings, type ChatCometAPISettings } from "./index.ts";

const model = new ChatCometAPI("gpt-5-mini");

describe("types", () => {
  it("an answer has usage, also under exactOptionalPropertyTypes", async () => {
    const answer = await model.invoke("Hi");
    expectTypeOf(answer).toEqualTypeOf<AIMessageChunk<StandardMessageStructure>>();
    expectTypeOf(answer.usage_metadata).toEqualTypeOf<UsageMetadata | undefined>();
  });

  it("structured output has the type of its schema", async () => {
    const schema = z.object({ city: z.string(), degrees: z.number().optional() });
    const value = await model.withStructuredOutput(schema).invoke("Hi");
    expectTypeOf(value).toEqualTypeOf<z.infer<typeof schema>>();
    const { parsed } = await model.withStructuredOutput(schema, { includeRaw: true }).invoke("Hi");
    expectTypeOf(parsed).toEqualTypeOf<z.infer<typeof schema>>();
    interface Place {
      city: string;
    }
    const place = await model.withStructuredOutput<Place>({ type: "object" }).invoke("Hi");
    expectTypeOf(place).toEqualTypeOf<Place>();
  });

  it("a model is made of an id, of an id and options, or of settings", () => {
    expectTypeOf(ChatCometAPI).toBeConstructibleWith("gpt-5-mini");
    expectTypeOf(ChatCometAPI).toBeConstructibleWith("any-model", { temperature: 0 });
    expectTypeOf<ChatCometAPISettings>().toHaveProperty("model");
    expectTypeOf(CometAPIEmbeddings).toBeConstructibleWith("text-embedding-3-small");
    // @ts-expect-error an API that does not exist
    void new ChatCometAPI("a", { api: "completions" });
  });

  it("call options are LangChain's and ours", () => {
    expectTypeOf<ChatCometAPI["invoke"]>()
      .parameter(1)
      .toExtend<{ tool_choice?: unknown } | undefined>();
    void model.withConfig({ temperature: 0, tools: [], headers: { a: undefined } });
  });
});
