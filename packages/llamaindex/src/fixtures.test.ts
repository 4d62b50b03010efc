import {
  type Answer,
  type AnswerReader,
  createAnswer,
  describeFixtures,
  failureIsThrown,
  joinAudio,
  llamaIndexLosses,
  readUsage,
} from "@cometapi/testing/answers";
import { CallbackManager, Settings } from "@llamaindex/core/global";
import type { MessageContent } from "@llamaindex/core/llms";
import { extractText } from "@llamaindex/core/utils";
import { type CometAPI, CometAPIError, type CometAPIMessageOptions, cometapi } from "./index.ts";

const messages = [{ role: "user" as const, content: "Hello?" }];

describeFixtures([
  createReader("LlamaIndex, streamed", async (llm) => {
    let text = "";
    let options: CometAPIMessageOptions = {};
    let error: Answer["error"];
    try {
      for await (const chunk of await llm.chat({ messages, stream: true })) {
        text += chunk.delta;
        options = joinOptions(options, chunk.options ?? {});
      }
    } catch (failure) {
      error = readError(failure);
    }
    return { ...readMessage(text, options), error };
  }),
  createReader("LlamaIndex, as llm-end tells of a stream", async (llm) => {
    const callbackManager = new CallbackManager();
    const { promise, resolve } = Promise.withResolvers<Answer>();
    callbackManager.on("llm-end", ({ detail: { response } }) =>
      resolve(readMessage(response.message.content, response.message.options ?? {})),
    );
    await Settings.withCallbackManager(callbackManager, async () => {
      try {
        for await (const _ of await llm.chat({ messages, stream: true }));
      } catch {
        // It is in the message, too.
      }
    });
    return promise;
  }),
  {
    ...createReader("LlamaIndex, whole", async (llm) => {
      try {
        const { message } = await llm.chat({ messages });
        return readMessage(message.content, message.options ?? {});
      } catch (error) {
        return createAnswer({ error: readError(error) });
      }
    }),
    isStream: false,
    losses: [...llamaIndexLosses, failureIsThrown],
  },
]);

/** A way of asking LlamaIndex for a stream. */
function createReader(name: string, ask: (llm: CometAPI) => Promise<Answer>): AnswerReader {
  return {
    name,
    isStream: true,
    apis: ["chat"],
    losses: llamaIndexLosses,
    read: ({ fetch }) => ask(cometapi({ apiKey: "sk-fixture-key", maxRetries: 0, fetch })),
  };
}

function readError(error: unknown): Answer["error"] {
  if (!CometAPIError.isInstance(error)) throw error;
  return { code: error.code, message: error.message };
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

function readMessage(content: MessageContent, options: CometAPIMessageOptions): Answer {
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
    images: options.images ?? [],
    audio: joinAudio(options.audio ?? []),
    citations: options.citations ?? [],
    logprobs: options.logprobs ?? [],
    usage: readUsage(options.usage),
    finishReason: options.finishReason,
    model: options.model,
    error: options.error === undefined ? undefined : readError(options.error),
  });
}
