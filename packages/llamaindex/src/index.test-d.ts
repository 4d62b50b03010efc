import { agent } from "@llamaindex/workflow";
import { type ChatMessage, type ChatResponse, Settings, tool } from "llamaindex";
import { expectTypeOf, it } from "vitest";
import { z } from "zod";
import { CometAPI, CometAPIEmbedding, cometapi } from "./index.ts";

const llm = cometapi();
const messages: ChatMessage[] = [{ role: "user", content: "Hello" }];

it("fits wherever LlamaIndex wants an LLM or an embedding model", () => {
  Settings.llm = llm;
  Settings.embedModel = new CometAPIEmbedding();
  agent({ llm, tools: [tool(() => 1, { name: "one", description: "One" })] });
});

it("tells a stream from an answer", () => {
  expectTypeOf(llm.chat({ messages })).resolves.toExtend<ChatResponse>();
  expectTypeOf(llm.chat({ messages, stream: true })).resolves.toExtend<AsyncIterable<unknown>>();
  expectTypeOf(llm.complete({ prompt: "Hi" })).resolves.toHaveProperty("text");
});

it("knows the options of an answer without a cast", async () => {
  const { message } = await llm.chat({ messages });
  expectTypeOf(message.options?.thinking).toEqualTypeOf<string | undefined>();
  expectTypeOf(message.options?.usage?.totalTokens).toEqualTypeOf<number | undefined>();
});

it("takes the options of a call in the API's own spelling as well", () => {
  void llm.chat({ messages, additionalChatOptions: { max_tokens: 1, temperature: 0, stop: "." } });
});

it("takes a model by its id alone", () => {
  expectTypeOf(cometapi("gpt-5-mini")).toEqualTypeOf(llm);
  expectTypeOf(cometapi("gpt-5-mini", { temperature: 0 })).toEqualTypeOf(llm);
  void new CometAPI("gpt-5-mini", { api: "responses" });
});

it("infers a structured answer from its schema", async () => {
  const responseFormat = z.object({ name: z.string() });
  const { object } = await llm.exec({ messages, responseFormat });
  expectTypeOf(object).toEqualTypeOf<{ name: string } | undefined>();
  const streamed = await llm.exec({ messages, responseFormat, stream: true });
  expectTypeOf(streamed.object).toEqualTypeOf<{ name: string } | undefined>();
});

it("refuses models to fall back to for embeddings, whose vectors would not compare", () => {
  // @ts-expect-error there are none
  void new CometAPIEmbedding({ fallbackModels: ["text-embedding-3-large"] });
});

it("refuses an option that does not exist", () => {
  // @ts-expect-error the option is called maxTokens
  cometapi({ max_tokens: 1 });
  // @ts-expect-error the same for one call
  void llm.chat({ messages, additionalChatOptions: { maxToken: 1 } });
});
