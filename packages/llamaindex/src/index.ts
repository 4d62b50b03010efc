/*
 * To read this package, begin with llm.ts, the class that LlamaIndex calls, and chat-caller.ts, to which it hands
 * each call. Then follow a call: call-options.ts joins the options; convert/request.ts with convert/messages.ts and
 * convert/tools.ts makes core's request; convert/events.ts converts a whole answer, and streamed-answer.ts a
 * streamed one. agent-failure.ts and restore-message-options.ts make up for what agents lose.
 */

export { isAgentFailure } from "./agent-failure.ts";
export { agentMemoryAdapter } from "./agent-memory-adapter.ts";
export type { CometAPIResponse } from "./chat-caller.ts";
export type { CometAPICallOptions } from "./call-options.ts";
export type {
  AgentErrorHandling,
  CometAPIChatOptions,
  CometAPIVendorTool,
} from "./chat-options.ts";
export { readChunkOptions } from "./chunk-raw.ts";
export type { CometAPIConnectionSettings } from "./connection-settings.ts";
export type { ExecResult, ExecStream } from "./exec.ts";
export { CometAPIEmbedding, type CometAPIEmbeddingSettings } from "./embedding.ts";
export { joinChunks } from "./join-chunks.ts";
export { CometAPI, cometapi } from "./llm.ts";
export type { CometAPISettings } from "./llm-settings.ts";
export type {
  CometAPIMessageOptions,
  CometAPIToolCall,
  CometAPIToolResult,
} from "./message-options.ts";
export type { CometAPIChunk } from "./streamed-answer.ts";
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
