import type { BaseEmbedding } from "@llamaindex/core/embeddings";
import {
  type ChatResponse,
  type ChatResponseChunk,
  type LLMChatParamsNonStreaming,
  type LLMChatParamsStreaming,
  type LLMMetadata,
  ToolCallLLM,
} from "@llamaindex/core/llms";
import { agent, agentStreamEvent } from "@llamaindex/workflow";
import { FunctionTool } from "llamaindex";
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

/** LlamaIndex's LLMs: a streamed `chat`, and an `agent()` with one tool. */
export const llamaIndexProducts: Record<string, () => Promise<CreateClient>> = {
  cometapi: async () => {
    const { CometAPI, CometAPIEmbedding } = await import("@cometapi/llamaindex");
    return (baseURL, api) =>
      createClient(
        new CometAPI({ model: models[api], apiKey, baseURL, api }),
        baseURL,
        new CometAPIEmbedding({ model: embeddingModel, apiKey, baseURL }),
      );
  },
  openai: async () => {
    const { OpenAI, OpenAIEmbedding, OpenAIResponses } = await import("@llamaindex/openai");
    return (baseURL, api) =>
      createClient(
        new (api === "responses" ? OpenAIResponses : OpenAI)({ model, apiKey, baseURL }),
        baseURL,
        new OpenAIEmbedding({ model: embeddingModel, apiKey, baseURL }),
      );
  },
  nothing: async () => (baseURL) => createClient(new Nothing(baseURL), baseURL),
};

const tool = FunctionTool.from(() => "Written.", reportTool);

const messages = [{ role: "user" as const, content: prompt }];

function createClient(llm: ToolCallLLM, baseURL: string, embedding?: BaseEmbedding): Client {
  const isTool = parseShape(baseURL)?.content === "tool-arguments";
  const tools = isTool ? { tools: [tool] } : {};
  return {
    stream: async (receiver) => {
      let last: ChatResponseChunk | undefined;
      for await (const chunk of await llm.chat({ messages, stream: true, ...tools })) {
        receiveChunk(chunk, receiver);
        last = hasCalls(chunk) ? chunk : last;
      }
      receiveCalls(last, receiver);
    },
    endToEnd: async (receiver) => {
      const events = agent({ llm, tools: [tool] }).runStream(prompt);
      for await (const event of events) {
        if (agentStreamEvent.include(event)) receiver.text(event.data.delta.length);
      }
    },
    ask: async (receiver) => {
      const { message } = await llm.chat({ messages });
      if (typeof message.content === "string") receiver.text(message.content.length);
    },
    ...(embedding && {
      embed: async (receiver: Receiver) => {
        receiver.vectors(await embedding.getTextEmbeddings([...texts]));
      },
    }),
  };
}

function receiveChunk({ delta, options }: ChatResponseChunk, receiver: Receiver): void {
  receiver.text(delta.length);
  if (options === undefined || !("thinking" in options)) return;
  if (typeof options.thinking === "string") receiver.reasoning(options.thinking.length);
}

function hasCalls({ options }: ChatResponseChunk): boolean {
  return options !== undefined && "toolCall" in options;
}

// A chunk with calls holds them as far as they have come, so that only the last one counts.
function receiveCalls(chunk: ChatResponseChunk | undefined, receiver: Receiver): void {
  if (chunk?.options === undefined || !("toolCall" in chunk.options)) return;
  const calls: unknown = chunk.options.toolCall;
  if (!Array.isArray(calls)) return;
  for (const { input } of calls) {
    receiver.toolArguments(typeof input === "string" ? input.length : JSON.stringify(input).length);
  }
}

/** An LLM that says at once what the server would, one chunk per write: LlamaIndex's own share. */
class Nothing extends ToolCallLLM {
  readonly #shape: StreamShape | undefined;
  readonly supportToolCall = true;
  readonly metadata: LLMMetadata = {
    model,
    temperature: 1,
    topP: 1,
    contextWindow: 128_000,
    tokenizer: undefined,
    structuredOutput: true,
  };

  constructor(baseURL: string) {
    super();
    this.#shape = parseShape(baseURL);
  }

  override chat(params: LLMChatParamsStreaming): Promise<AsyncIterable<ChatResponseChunk>>;
  override chat(params: LLMChatParamsNonStreaming): Promise<ChatResponse>;
  override async chat(
    params: LLMChatParamsStreaming | LLMChatParamsNonStreaming,
  ): Promise<AsyncIterable<ChatResponseChunk> | ChatResponse> {
    if (params.stream !== true) throw new Error("It only streams.");
    return this.#stream();
  }

  async *#stream(): AsyncGenerator<ChatResponseChunk> {
    const shape = this.#shape;
    if (shape === undefined) return;
    let toolArguments = "";
    for (let start = 0; start < shape.chunkCount; start += shape.chunksPerWrite) {
      let piece = "";
      const end = Math.min(start + shape.chunksPerWrite, shape.chunkCount);
      for (let index = start; index < end; index += 1) piece += pieceAt(shape, index);
      await Promise.resolve();
      if (shape.content === "text") yield { delta: piece, raw: null };
      else if (shape.content === "reasoning") yield createChunk({ thinking: piece });
      else toolArguments += piece;
    }
    if (toolArguments === "") return;
    const call = { id: "call_1", name: reportTool.name, input: toolArguments };
    yield createChunk({ toolCall: [call] });
  }
}

function createChunk(options: object): ChatResponseChunk {
  return { delta: "", raw: null, options };
}
