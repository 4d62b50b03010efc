import type {
  EmbeddingModelV4,
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
} from "@ai-sdk/provider";
import { parseShape, pieceAt, type StreamShape } from "../stream-shape.ts";
import type { TextAPI } from "../text-api.ts";
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

/** The AI SDK's providers: its own layer `doStream`, and `streamText` as an application uses it. */
export const aiSDKProducts: Record<string, () => Promise<CreateClient>> = {
  cometapi: async () => {
    const { createCometAPI } = await import("@cometapi/ai-sdk-provider");
    return createClient((baseURL, api) => {
      const provider = createCometAPI({ apiKey, baseURL });
      return [provider[api](models[api]), provider.embeddingModel(embeddingModel)];
    });
  },
  "openai-compatible": async () => {
    const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
    return createClient((baseURL) => {
      const provider = createOpenAICompatible({
        name: "local",
        apiKey,
        baseURL,
        includeUsage: true,
      });
      return [provider(model), provider.embeddingModel(embeddingModel)];
    });
  },
  openrouter: async () => {
    const { createOpenRouter } = await import("@openrouter/ai-sdk-provider");
    return createClient((baseURL) => {
      const provider = createOpenRouter({ apiKey, baseURL, compatibility: "strict" });
      return [provider.chat(model), provider.textEmbeddingModel(embeddingModel)];
    });
  },
  openai: async () => {
    const { createOpenAI } = await import("@ai-sdk/openai");
    return createClient((baseURL, api) => {
      const provider = createOpenAI({ apiKey, baseURL });
      const languageModel = api === "responses" ? provider.responses(model) : provider.chat(model);
      return [languageModel, provider.embeddingModel(embeddingModel)];
    });
  },
  anthropic: async () => {
    const { createAnthropic } = await import("@ai-sdk/anthropic");
    return createClient((baseURL) => [
      createAnthropic({ apiKey, baseURL })(models.messages),
      undefined,
    ]);
  },
  google: async () => {
    const { createGoogleGenerativeAI } = await import("@ai-sdk/google");
    return createClient((baseURL) => {
      const provider = createGoogleGenerativeAI({ apiKey, baseURL: `${baseURL}beta` });
      return [provider(models.gemini), undefined];
    });
  },
  nothing: async () => createClient((baseURL) => [createNothing(baseURL), undefined]),
};

type Models = [LanguageModelV4, EmbeddingModelV4 | undefined];

async function createClient(
  createModels: (baseURL: string, api: TextAPI) => Models,
): Promise<CreateClient> {
  const { streamText } = await import("ai");
  return (baseURL, api): Client => {
    const [languageModel, embedding] = createModels(baseURL, api);
    const call = callFor(baseURL);
    return {
      stream: async (receiver) => {
        const { stream } = await languageModel.doStream(call);
        const reader = stream.getReader();
        for (let read = await reader.read(); !read.done; read = await reader.read()) {
          receivePart(read.value, receiver);
        }
      },
      endToEnd: async (receiver) => {
        const result = streamText({ model: languageModel, prompt });
        for await (const text of result.textStream) receiver.text(text.length);
      },
      ask: async (receiver) => {
        const { content } = await languageModel.doGenerate(call);
        for (const part of content) if (part.type === "text") receiver.text(part.text.length);
      },
      embed: async (receiver) => {
        const result = await embedding?.doEmbed({ values: [...texts] });
        receiver.vectors(result?.embeddings ?? []);
      },
    };
  };
}

function callFor(baseURL: string): LanguageModelV4CallOptions {
  const call: LanguageModelV4CallOptions = {
    prompt: [{ role: "user", content: [{ type: "text", text: prompt }] }],
  };
  if (parseShape(baseURL)?.content !== "tool-arguments") return call;
  const { name, description, parameters: inputSchema } = reportTool;
  return { ...call, tools: [{ type: "function", name, description, inputSchema }] };
}

function receivePart(part: LanguageModelV4StreamPart, receiver: Receiver): void {
  if (part.type === "text-delta") receiver.text(part.delta.length);
  else if (part.type === "reasoning-delta") receiver.reasoning(part.delta.length);
  else if (part.type === "tool-input-delta") receiver.toolArguments(part.delta.length);
  else if (part.type === "error") throw part.error;
}

/** A model that says at once what the server would, one part per write: the AI SDK's own share. */
function createNothing(baseURL: string): LanguageModelV4 {
  const shape = parseShape(baseURL);
  if (shape === undefined) throw new Error(`There is no shape in ${baseURL}.`);
  return {
    specificationVersion: "v4",
    provider: "nothing",
    modelId: model,
    supportedUrls: {},
    doGenerate: () => Promise.reject(new Error("It only streams.")),
    doStream: async () => {
      let index = 0;
      const stream = new ReadableStream<LanguageModelV4StreamPart>({
        start(controller) {
          controller.enqueue({ type: "stream-start", warnings: [] });
          controller.enqueue({ type: "text-start", id: "0" });
        },
        pull(controller) {
          const end = Math.min(index + shape.chunksPerWrite, shape.chunkCount);
          let piece = "";
          for (; index < end; index += 1) piece += pieceAt(shape, index);
          controller.enqueue(createDelta(shape, piece));
          if (index < shape.chunkCount) return;
          controller.enqueue({ type: "text-end", id: "0" });
          controller.enqueue({
            type: "finish",
            finishReason: { unified: "stop", raw: "stop" },
            usage: {
              inputTokens: {
                total: 24,
                noCache: undefined,
                cacheRead: undefined,
                cacheWrite: undefined,
              },
              outputTokens: { total: 320, text: undefined, reasoning: undefined },
            },
          });
          controller.close();
        },
      });
      return { stream };
    },
  };
}

function createDelta(shape: StreamShape, delta: string): LanguageModelV4StreamPart {
  switch (shape.content) {
    case "text":
      return { type: "text-delta", id: "0", delta };
    case "reasoning":
      return { type: "reasoning-delta", id: "0", delta };
    case "tool-arguments":
      return { type: "tool-input-delta", id: "0", delta };
  }
}
