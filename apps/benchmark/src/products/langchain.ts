import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { EmbeddingsInterface } from "@langchain/core/embeddings";
import { AIMessage, AIMessageChunk, type BaseMessage } from "@langchain/core/messages";
import { StringOutputParser } from "@langchain/core/output_parsers";
import { ChatGenerationChunk, type ChatResult } from "@langchain/core/outputs";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { shortAnswer } from "../fixed-answers.ts";
import { parseShape, pieceAt, type StreamShape } from "../stream-shape.ts";
import type { Receiver } from "../worker/receiver.ts";
import type { Client, CreateClient } from "./client.ts";
import {
  apiKey,
  embeddingModel,
  model,
  models,
  prompt,
  reportTool,
  texts,
} from "./request-content.ts";

/** LangChain's chat models: `.stream()`, and a chain of prompt, model and parser. */
export const langChainProducts: Record<string, () => Promise<CreateClient>> = {
  cometapi: async () => {
    const { ChatCometAPI, CometAPIEmbeddings } = await import("@cometapi/langchain");
    return (baseURL, api) => {
      const embeddings = new CometAPIEmbeddings({ model: embeddingModel, apiKey, baseURL });
      const chatModel = new ChatCometAPI(models[api], { apiKey, baseURL, api });
      return createClient(chatModel, baseURL, embeddings);
    };
  },
  openai: async () => {
    const { ChatOpenAI, OpenAIEmbeddings } = await import("@langchain/openai");
    return (baseURL, api) => {
      const configuration = { baseURL };
      const fields = { apiKey, configuration, useResponsesApi: api === "responses" };
      const embeddings = new OpenAIEmbeddings({ model: embeddingModel, apiKey, configuration });
      return createClient(new ChatOpenAI({ model, ...fields }), baseURL, embeddings);
    };
  },
  anthropic: async () => {
    const { ChatAnthropic } = await import("@langchain/anthropic");
    return (baseURL) => {
      const anthropicApiUrl = rootOf(baseURL);
      const chatModel = new ChatAnthropic({ model: models.messages, apiKey, anthropicApiUrl });
      return createClient(chatModel, baseURL);
    };
  },
  google: async () => {
    const { ChatGoogle } = await import("@langchain/google");
    return (baseURL) => {
      const endpoint = rootOf(baseURL);
      return createClient(new ChatGoogle({ model: models.gemini, apiKey, endpoint }), baseURL);
    };
  },
  openrouter: async () => {
    const { ChatOpenRouter } = await import("@langchain/openrouter");
    return (baseURL) => createClient(new ChatOpenRouter({ model, apiKey, baseURL }), baseURL);
  },
  nothing: async () => (baseURL) => createClient(new Nothing(baseURL), baseURL),
};

function rootOf(baseURL: string): string {
  return baseURL.replace(/\/v1$/, "");
}

function createClient(
  chatModel: BaseChatModel,
  baseURL: string,
  embeddings?: EmbeddingsInterface,
): Client {
  const isTool = parseShape(baseURL)?.content === "tool-arguments";
  const streamed = isTool ? chatModel.bindTools?.([toolDefinition]) : chatModel;
  const chain = ChatPromptTemplate.fromMessages([["user", "{question}"]])
    .pipe(chatModel)
    .pipe(new StringOutputParser());
  return {
    stream: async (receiver) => {
      const stream = (await streamed?.stream(prompt)) ?? [];
      for await (const chunk of stream) receiveChunk(chunk, receiver);
    },
    endToEnd: async (receiver) => {
      for await (const text of await chain.stream({ question: prompt })) receiver.text(text.length);
    },
    ask: async (receiver) => {
      receiver.text((await chatModel.invoke(prompt)).text.length);
    },
    ...(embeddings && {
      embed: async (receiver: Receiver) => {
        receiver.vectors(await embeddings.embedDocuments([...texts]));
      },
    }),
  };
}

const toolDefinition = { type: "function", function: reportTool } as const;

function receiveChunk(chunk: AIMessageChunk, receiver: Receiver): void {
  if (typeof chunk.content === "string") receiver.text(chunk.content.length);
  else for (const block of chunk.content) receiveBlock(block, receiver);
  const { reasoning_content: text, reasoning } = chunk.additional_kwargs;
  if (typeof text === "string") receiver.reasoning(text.length);
  // As @langchain/openai hands out the summaries of Responses.
  if (typeof reasoning === "object" && reasoning !== null && "summary" in reasoning) {
    for (const part of asArray(reasoning.summary)) receiver.reasoning(lengthOf(part.text));
  }
  const pieces = chunk.tool_call_chunks ?? [];
  for (const { args } of pieces) receiver.toolArguments(args?.length ?? 0);
  if (pieces.length > 0) return;
  for (const { args } of chunk.tool_calls ?? []) {
    receiver.toolArguments(JSON.stringify(args).length);
  }
}

function receiveBlock(block: Record<string, unknown>, receiver: Receiver): void {
  const text = block["type"] === "text" ? lengthOf(block["text"]) : 0;
  // As @langchain/google hands out thoughts.
  if (block["thought"] === true) receiver.reasoning(text);
  else receiver.text(text);
  receiver.reasoning(lengthOf(block["thinking"] ?? block["reasoning"]));
}

function asArray(value: unknown): { text?: unknown }[] {
  return Array.isArray(value) ? value : [];
}

function lengthOf(value: unknown): number {
  return typeof value === "string" ? value.length : 0;
}

/** A model that says at once what the server would, one chunk per write: LangChain's own share. */
class Nothing extends BaseChatModel {
  readonly #shape: StreamShape | undefined;

  constructor(baseURL: string) {
    super({});
    this.#shape = parseShape(baseURL);
  }

  override _llmType(): string {
    return "nothing";
  }

  override bindTools(): this {
    return this;
  }

  override async _generate(): Promise<ChatResult> {
    return { generations: [{ text: shortAnswer, message: new AIMessage(shortAnswer) }] };
  }

  override async *_streamResponseChunks(
    _messages: BaseMessage[],
  ): AsyncGenerator<ChatGenerationChunk> {
    const shape = this.#shape;
    if (shape === undefined) return;
    for (let start = 0; start < shape.chunkCount; start += shape.chunksPerWrite) {
      let text = "";
      const end = Math.min(start + shape.chunksPerWrite, shape.chunkCount);
      for (let index = start; index < end; index += 1) text += pieceAt(shape, index);
      // As a network read would: without it the whole answer would be one turn of the event loop.
      await Promise.resolve();
      yield new ChatGenerationChunk({ text, message: createChunk(shape, text, start) });
    }
  }
}

function createChunk(shape: StreamShape, text: string, start: number): AIMessageChunk {
  switch (shape.content) {
    case "text":
      return new AIMessageChunk(text);
    case "reasoning":
      return new AIMessageChunk({ content: "", additional_kwargs: { reasoning_content: text } });
    case "tool-arguments": {
      const call = { type: "tool_call_chunk" as const, index: 0, args: text };
      const first = { id: "call_1", name: reportTool.name };
      return new AIMessageChunk({
        content: "",
        tool_call_chunks: [start === 0 ? { ...call, ...first } : call],
      });
    }
  }
}
