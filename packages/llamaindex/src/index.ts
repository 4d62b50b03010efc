/*
 * To read this package, begin with llm.ts, the class that LlamaIndex calls, and chat-caller.ts, to which it hands
 * each call. Then, by topic:
 * - a request: call-options.ts joins the options of the settings and the call; convert/request.ts with
 *   convert/messages.ts and convert/tools.ts makes core's request;
 * - a whole answer: convert/events.ts, and convert/answer-parts.ts for each kind of part that an answer can have;
 * - a streamed answer: these, and start-stream.ts, streamed-answer.ts, chunk-raw.ts, join-chunks.ts;
 * - tools and structured output: exec.ts, run-tool.ts, structured-output.ts;
 * - agents: agent-failure.ts, restore-message-options.ts and agent-memory-adapter.ts make up for what agents lose;
 * - embeddings: embedding.ts; settings: llm-settings.ts, connection-settings.ts, chat-options.ts.
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
export type { CometAPIMessageOptions, CometAPIToolResult } from "./message-options.ts";
export type { CometAPIToolCall } from "./convert/tool-call.ts";
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
