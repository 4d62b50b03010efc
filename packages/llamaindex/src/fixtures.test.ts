import {
  type Answer,
  type AnswerImage,
  type AnswerReader,
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
import { type CometAPI, type CometAPIMessageOptions, cometapi } from "./index.ts";

type Message = ChatMessage<CometAPIMessageOptions>;
type Ask = (llm: CometAPI, messages: Message[]) => Promise<Message>;

const question: Message = { role: "user", content: conversation.question };

/** What the chunks of a stream add up to. A failure is one of the options, as `llm-end` has it. */
const stream: Ask = async (llm, messages) => {
  let content = "";
  let options: CometAPIMessageOptions = {};
  try {
    for await (const chunk of await llm.chat({ messages, stream: true })) {
      content += chunk.delta;
      options = joinOptions(options, chunk.options ?? {});
    }
  } catch (error) {
    options = { ...options, error };
  }
  return { role: "assistant", content, options };
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
  const create = ({ fetch }: FixtureCall): CometAPI =>
    cometapi({ apiKey: "sk-fixture-key", maxRetries: 0, fetch });
  return {
    name,
    isStream: true,
    apis: ["chat"],
    losses: llamaIndexLosses,
    read: async (call) => readMessage(await answer(create(call), [question])),
    goOn: async (call) => {
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

/** Texts and lists of the chunks follow each other; of everything else the last one stands. */
function joinOptions(
  known: CometAPIMessageOptions,
  next: CometAPIMessageOptions,
): CometAPIMessageOptions {
  const { thinking = "", refusal = "" } = next;
  return {
    ...known,
    ...next,
    thinking: (known.thinking ?? "") + thinking,
    refusal: (known.refusal ?? "") + refusal,
    reasoningDetails: [...(known.reasoningDetails ?? []), ...(next.reasoningDetails ?? [])],
    toolCall: [...(known.toolCall ?? []), ...(next.toolCall ?? [])],
    images: [...(known.images ?? []), ...(next.images ?? [])],
    audio: [...(known.audio ?? []), ...(next.audio ?? [])],
    citations: [...(known.citations ?? []), ...(next.citations ?? [])],
    logprobs: [...(known.logprobs ?? []), ...(next.logprobs ?? [])],
  };
}

function readMessage({ content, options = {} }: Message): Answer {
  return createAnswer({
    text: extractText(content),
    reasoning: options.thinking ?? "",
    echoes: options.reasoningDetails?.length
      ? [{ api: "chat", data: { reasoning_details: options.reasoningDetails } }]
      : [],
    refusal: options.refusal ?? "",
    toolCalls: (options.toolCall ?? []).map(({ id, name, input, extraContent }) => ({
      id,
      name,
      arguments: typeof input === "string" ? input : JSON.stringify(input),
      isComplete: typeof input !== "string",
      echo: extraContent && { api: "chat", data: { extra_content: extraContent } },
    })),
    images: typeof content === "string" ? (options.images ?? []) : content.flatMap(readImage),
    audio: joinAudio(options.audio ?? []),
    citations: options.citations ?? [],
    logprobs: options.logprobs ?? [],
    usage: readUsage(options.usage),
    finishReason: options.finishReason,
    model: options.model,
    error: options.error === undefined ? undefined : readError(options.error),
  });
}

function readImage(detail: MessageContentDetail): AnswerImage[] {
  if (detail.type === "image_url") return [{ url: detail.image_url.url }];
  if (detail.type === "image") return [{ data: detail.data, mediaType: detail.mimeType }];
  return [];
}
