/*
 * To read this package, begin with llm.ts, the class that LlamaIndex calls. Then, by folder:
 * - chat/ is one call. chat-caller.ts makes it: chat-params.ts is what LlamaIndex hands over,
 *   resolve-call-config.ts adds the settings, streamed-answer.ts turns a stream into chunks.
 * - convert/ translates, without state: request.ts, with messages.ts and tools.ts, makes core's request;
 *   events.ts, with answer-parts.ts for each kind of part, turns an answer into a message.
 * - exec/ runs tools and asks for structured output: exec.ts and stream-exec.ts, with exec-round.ts in common.
 * - agents/ makes up for what LlamaIndex's agents lose: failures, and reasoning between calls.
 * - settings/ says what users may set, and checks it.
 * - embedding.ts is the other class.
 */

export { isAgentFailure } from "./agents/agent-failure.ts";
export { agentMemoryAdapter } from "./agents/agent-memory-adapter.ts";
export type { CometAPIResponse } from "./chat/chat-caller.ts";
export type {
  AgentErrorHandling,
  CometAPICallOptions,
  CometAPIChatOptions,
  CometAPIVendorTool,
} from "./settings/chat-options.ts";
export { readChunkOptions } from "./chat/chunk-raw.ts";
export type { CometAPIConnectionSettings } from "./settings/connection-settings.ts";
export type { ExecResult } from "./exec/exec-round.ts";
export type { ExecStream } from "./exec/stream-exec.ts";
export { CometAPIEmbedding } from "./embedding.ts";
export type { CometAPIEmbeddingSettings } from "./settings/embedding-settings.ts";
export { joinChunks } from "./convert/join-chunks.ts";
export { CometAPI, cometapi } from "./llm.ts";
export type { CometAPISettings } from "./settings/llm-settings.ts";
export type { CometAPIMessageOptions, CometAPIToolResult } from "./chat/message-options.ts";
export type { CometAPIToolCall } from "./convert/tool-call.ts";
export type { CometAPIChunk } from "./chat/streamed-answer.ts";
export {
  type CacheControl,
  type ChatApiName,
  type ChatApiSetting,
  type ChatUsage,
  type ChatWarning,
  CometAPIError,
  type CometAPIErrorCode,
  type ContentOutline,
  type FinishReason,
} from "@cometapi/core";
