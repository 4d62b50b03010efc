import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { ChatModelStreamEvent } from "@langchain/core/language_models/event";
import type { BaseMessage } from "@langchain/core/messages";
import type { ChatGenerationChunk, ChatResult } from "@langchain/core/outputs";
import type { ChatCometAPICallOptions } from "./chat-call-options.ts";

/** Call options as LangChain hands them to a model. */
export type ParsedCallOptions = BaseChatModel<ChatCometAPICallOptions>["ParsedCallOptions"];

/** The three ways in which LangChain asks a model, whichever text API carries the call. */
export interface ChatPath {
  generate: (
    messages: BaseMessage[],
    options: ParsedCallOptions,
    runManager: CallbackManagerForLLMRun | undefined,
  ) => Promise<ChatResult>;
  streamChunks: (
    messages: BaseMessage[],
    options: ParsedCallOptions,
    runManager: CallbackManagerForLLMRun | undefined,
  ) => AsyncGenerator<ChatGenerationChunk>;
  streamEvents: (
    messages: BaseMessage[],
    options: ParsedCallOptions,
  ) => AsyncGenerator<ChatModelStreamEvent>;
}
