import type { Answer } from "../../engine/answer.ts";
import type { JsonObject } from "../../engine/conversation.ts";
import type { TextReply } from "../text-api.ts";
import { listBlocks } from "./list-blocks.ts";
import type { MessagesBody } from "./messages-body.ts";

/** An answer as an Anthropic message. */
export function encodeMessagesResponse(answer: Answer, reply: TextReply<MessagesBody>): unknown {
  const blocks = listBlocks(answer, reply).map(({ whole }) => whole);
  // When the relay rewrites a whole answer of another vendor, it leaves the thoughts out.
  const isNative = reply.model.serving === "native";
  return {
    id: `msg_${reply.random.text(24)}`,
    type: "message",
    role: "assistant",
    model: reply.modelName,
    content: isNative ? blocks : blocks.filter((block) => block["type"] !== "thinking"),
    stop_reason: mapStopReason(answer),
    stop_sequence: answer.stopSequence ?? null,
    usage: encodeUsage(answer),
  };
}

/** Why a message ended. */
export function mapStopReason(answer: Answer): string {
  if (answer.stopSequence !== undefined) return "stop_sequence";
  if (answer.parts.some((part) => part.kind === "refusal")) return "refusal";
  const reasons = {
    stop: "end_turn",
    length: "max_tokens",
    "tool-calls": "tool_use",
    "content-filter": "refusal",
    pause: "pause_turn",
  } as const;
  return reasons[answer.finish];
}

/** Token counts. Cached tokens are not part of the input tokens here, as they are in the other formats. */
export function encodeUsage({ usage, parts }: Answer): JsonObject {
  const { fiveMinutes, oneHour } = usage.cacheWriteTokens;
  const searches = parts.filter((part) => part.kind === "search").length;
  return {
    input_tokens: usage.inputTokens - usage.cacheReadTokens - fiveMinutes - oneHour,
    cache_creation_input_tokens: fiveMinutes + oneHour,
    cache_read_input_tokens: usage.cacheReadTokens,
    cache_creation: {
      ephemeral_5m_input_tokens: fiveMinutes,
      ephemeral_1h_input_tokens: oneHour,
    },
    output_tokens: usage.outputTokens,
    ...(searches === 0 ? {} : { server_tool_use: { web_search_requests: searches } }),
    service_tier: "standard",
  };
}
