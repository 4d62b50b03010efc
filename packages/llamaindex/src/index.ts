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
