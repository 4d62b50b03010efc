import { type CometAPIProvider } from "@cometapi/ai-sdk-provider";
import { geminiTools, messagesTools, responsesTools } from "@cometapi/ai-sdk-provider/tools";
import { type ChatApiName, resolveModelTraits } from "@cometapi/core";
import {
  convertToModelMessages,
  type InferUIMessageChunk,
  isStepCount,
  streamText,
  toUIMessageStream,
  type ToolSet,
} from "ai";
import type { ChatChoices } from "../shared/chat-choices.ts";
import type { ChatMessage } from "../shared/chat-message.ts";
import { meterAnswer } from "./meter-answer.ts";
import { toFailure } from "./to-failure.ts";
import { toolApproval } from "./tools.ts";

export type AnswerStream = ReadableStream<InferUIMessageChunk<ChatMessage>>;

/** Everything that an answer is made from. */
export interface AnswerRequest {
  cometapi: CometAPIProvider;
  /** The conversation so far. If it ends with a message of the assistant, that message is continued. */
  messages: ChatMessage[];
  choices: ChatChoices;
  tools: ToolSet;
  maxRetries: number;
  /** Aborted when the person stops the answer or leaves the page. */
  signal: AbortSignal;
}

/** Streams the answer of a text model in the form that `useChat` reads: reasoning, text, tools, sources, files. */
export async function answer(request: AnswerRequest): Promise<AnswerStream> {
  const { cometapi, messages, choices, signal } = request;
  const { model, api, effort } = choices;
  const traits = resolveModelTraits(model);
  const spokenApi = api === "auto" ? traits.api : api;
  const last = messages.at(-1);
  const tools = chooseTools(request, spokenApi);
  const result = streamText({
    model: cometapi(model),
    messages: await convertToModelMessages(messages.filter(hasContent), {
      tools,
      ignoreIncompleteToolCalls: true,
    }),
    tools,
    toolApproval: "save_note" in tools ? toolApproval : {},
    stopWhen: isStepCount(8),
    abortSignal: signal,
    maxRetries: request.maxRetries,
    providerOptions: {
      cometapi: {
        api,
        ...(effort === "default" ? {} : { reasoningEffort: effort }),
        // Without it some vendors do not show the reasoning of their models.
        ...(traits.isReasoning === true && spokenApi !== "chat"
          ? { reasoningSummary: "auto" }
          : {}),
      },
    },
    // Nothing is logged, because the page shows the failure as a card.
    onError: () => {},
  });
  return toUIMessageStream<ToolSet, ChatMessage>({
    stream: result.stream,
    tools,
    sendSources: true,
    messageMetadata: meterAnswer(last?.role === "assistant" ? last.metadata : undefined),
    onError: (error) => JSON.stringify(toFailure(error)),
    redactToolErrors: false,
  }).pipeThrough(failuresAsParts());
}

/** The server's own tools, and the vendor's web search for the API that will be used. */
function chooseTools({ choices, tools }: AnswerRequest, api: ChatApiName): ToolSet {
  const traits = resolveModelTraits(choices.model);
  const own = choices.usesTools && traits.supportsTools !== false ? tools : {};
  if (!choices.searchesWeb) return own;
  const search = webSearches[api]();
  // Some models accept either functions or their vendor's tools, not both.
  return Object.keys(search).length > 0 && !traits.acceptsToolMix ? search : { ...own, ...search };
}

const webSearches: Record<ChatApiName, () => ToolSet> = {
  chat: () => ({}),
  responses: () => ({ web_search: responsesTools.webSearch() }),
  messages: () => ({ web_search: messagesTools.webSearch() }),
  gemini: () => ({ google_search: geminiTools.googleSearch() }),
};

/** Whether a model should see the message. An answer that failed before any content is left out. */
function hasContent({ role, parts }: ChatMessage): boolean {
  return role === "user" || parts.some(({ type }) => !/^(?:data-|step-start$)/u.test(type));
}

/** Turns an error in the stream into a part of the message, so that it is stored with the conversation. */
export function failuresAsParts(): TransformStream<
  InferUIMessageChunk<ChatMessage>,
  InferUIMessageChunk<ChatMessage>
> {
  return new TransformStream({
    transform: (chunk, controller) =>
      controller.enqueue(
        chunk.type === "error"
          ? { type: "data-failure", data: JSON.parse(chunk.errorText) }
          : chunk,
      ),
  });
}
