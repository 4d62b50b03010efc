import {
  type Answer,
  type AnswerImage,
  type AnswerReader,
  askedModelCounts,
  conversation,
  createAnswer,
  describeFixtures,
  failureIsThrown,
  type FixtureCall,
  joinAudio,
  readError,
  llamaIndexLosses,
  readUsage,
  throughJSON,
} from "@cometapi/testing/answers";
import { CallbackManager, Settings } from "@llamaindex/core/global";
import type { ChatMessage, MessageContentDetail } from "@llamaindex/core/llms";
import { extractText } from "@llamaindex/core/utils";
import {
  type CometAPI,
  type CometAPIChunk,
  cometapi,
  type CometAPIMessageOptions,
  joinChunks,
} from "./index.ts";

type Message = ChatMessage<CometAPIMessageOptions>;
type Ask = (llm: CometAPI, messages: Message[]) => Promise<Message>;

const modelId = "gpt-5-mini";

const question: Message = { role: "user", content: conversation.question };

/** What the chunks of a stream add up to. A failure is one of the options, as `llm-end` has it. */
const stream: Ask = async (llm, messages) => {
  const chunks: CometAPIChunk[] = [];
  try {
    for await (const chunk of await llm.chat({ messages, stream: true })) chunks.push(chunk);
  } catch (error) {
    chunks.push({ delta: "", raw: null, options: { error } });
  }
  return joinChunks(chunks);
};

/** What the callback manager is told when a stream has ended. */
const listen: Ask = async (llm, messages) => {
  const callbackManager = new CallbackManager();
  const { promise, resolve } = Promise.withResolvers<Message>();
  callbackManager.on("llm-end", ({ detail }) => resolve(detail.response.message));
  await Settings.withCallbackManager(callbackManager, () => stream(llm, messages));
  return promise;
};

const ask: Ask = async (llm, messages) => {
  try {
    return (await llm.chat({ messages })).message;
  } catch (error) {
    return { role: "assistant", content: "", options: { error } };
  }
};

describeFixtures([
  createReader("LlamaIndex, streamed", stream),
  createReader("LlamaIndex, as llm-end tells of a stream", listen),
  {
    ...createReader("LlamaIndex, whole", ask),
    isStream: false,
    losses: [...llamaIndexLosses, failureIsThrown],
  },
]);

/** A way of asking LlamaIndex for a stream. */
function createReader(name: string, answer: Ask): AnswerReader {
  const create = ({ api, fetch }: FixtureCall): CometAPI =>
    cometapi(modelId, { apiKey: "sk-fixture-key", maxRetries: 0, api, fetch });
  return {
    name,
    isStream: true,
    apis: ["chat", "responses", "messages", "gemini"],
    losses: [...llamaIndexLosses, askedModelCounts(modelId)],
    read: async (call) => readMessage(await answer(create(call), [question])),
    sendBack: async (call) => {
      const message = await answer(create(call), [question]);
      // Another one, which remembers nothing.
      await answer(create(call), [question, throughJSON(message), ...createNextMessages(message)]);
    },
  };
}

function createNextMessages({ options }: Message): Message[] {
  const { toolCall: calls = [] } = options ?? {};
  if (calls.length === 0) return [{ role: "user", content: conversation.nextQuestion }];
  const result = conversation.toolResult;
  return calls.map(({ id }) => ({
    role: "user",
    content: result,
    options: { toolResult: { id, result, isError: false } },
  }));
}

function readMessage({ content, options = {} }: Message): Answer {
  const { contentOutline: outline = [], metadata } = options;
  return createAnswer({
    text: extractText(content),
    reasoning: options.thinking ?? "",
    echoes: outline.flatMap((part) =>
      part.type !== "tool-call" && "echo" in part ? (part.echo ?? []) : [],
    ),
    refusal: options.refusal ?? "",
    toolCalls: (options.toolCall ?? []).map(({ id, name, input }) => ({
      id,
      name,
      arguments: typeof input === "string" ? input : JSON.stringify(input),
      isComplete: typeof input !== "string",
      echo: outline.flatMap((part) =>
        part.type === "tool-call" && part.id === id ? (part.echo ?? []) : [],
      )[0],
    })),
    vendorBlocks: outline
      .filter((part) => part.type === "vendor-block")
      .map(({ type: _type, ...block }) => block),
    images: typeof content === "string" ? (options.images ?? []) : content.flatMap(readImage),
    audio: joinAudio(options.audio ?? []),
    citations: (options.citations ?? []).map(({ raw: _raw, ...citation }) => citation),
    logprobs: options.logprobs ?? [],
    usage: readUsage(options.usage),
    finishReason: options.finishReason,
    rawFinishReason: options.rawFinishReason,
    finishDetails: options.finishDetails,
    id: metadata?.id,
    model: options.model,
    createdAtMs: metadata?.createdAtMs,
    systemFingerprint: metadata?.systemFingerprint,
    serviceTier: metadata?.serviceTier,
    error: options.error === undefined ? undefined : readError(options.error),
  });
}

function readImage(detail: MessageContentDetail): AnswerImage[] {
  if (detail.type === "image_url") return [{ url: detail.image_url.url }];
  if (detail.type === "image") return [{ data: detail.data, mediaType: detail.mimeType }];
  return [];
}
