export type { CometAPIResponse } from "./chat-caller.ts";
export type { CometAPIChatOptions } from "./chat-options.ts";
export type { CometAPIConnectionSettings } from "./connection-settings.ts";
export type { ExecResult, ExecStream } from "./exec.ts";
export { CometAPIEmbedding, type CometAPIEmbeddingSettings } from "./embedding.ts";
export { CometAPI, cometapi } from "./llm.ts";
export type { CometAPISettings } from "./llm-settings.ts";
export type {
  CometAPIMessageOptions,
  CometAPIToolCall,
  CometAPIToolResult,
} from "./message-options.ts";
export type { CometAPIChunk } from "./streamed-answer.ts";
export { CometAPIError, type CometAPIErrorCode } from "@cometapi/core";
