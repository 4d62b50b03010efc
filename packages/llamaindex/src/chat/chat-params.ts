import type {
  LLMChatParamsBase,
  LLMChatParamsNonStreaming,
  LLMChatParamsStreaming,
} from "@llamaindex/core/llms";
import type { ZodSchema } from "@llamaindex/core/zod";
import type { CometAPICallOptions } from "../settings/chat-options.ts";
import type { CometAPIMessageOptions } from "./message-options.ts";

/** What LlamaIndex hands to `chat` and `exec`: messages, tools, a response format, options of this call. */
export type ChatParams<Z extends ZodSchema = ZodSchema> = LLMChatParamsBase<
  CometAPICallOptions,
  CometAPIMessageOptions,
  Z
>;

/** {@link ChatParams} that ask for a stream. */
export type StreamingChatParams<Z extends ZodSchema = ZodSchema> = LLMChatParamsStreaming<
  CometAPICallOptions,
  CometAPIMessageOptions,
  Z
>;

/** {@link ChatParams} that ask for a whole answer. */
export type NonStreamingChatParams<Z extends ZodSchema = ZodSchema> = LLMChatParamsNonStreaming<
  CometAPICallOptions,
  CometAPIMessageOptions,
  Z
>;
