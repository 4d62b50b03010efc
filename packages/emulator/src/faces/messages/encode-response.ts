import type { Answer } from "../../engine/answer.ts";
import { isJsonObject, type JsonObject } from "../../engine/conversation.ts";
import { signThought } from "../../signing/sign-thought.ts";
import type { TextReply } from "../text-face.ts";
import type { MessagesBody } from "./messages-body.ts";

/** An answer as an Anthropic message. */
export function encodeMessagesResponse(answer: Answer, reply: TextReply<MessagesBody>): unknown {
  return {
    id: `msg_${reply.random.text(24)}`,
    type: "message",
    role: "assistant",
    model: reply.modelName,
    content: encodeBlocks(answer),
    stop_reason: mapStopReason(answer),
    stop_sequence: answer.stopSequence ?? null,
    usage: encodeUsage(answer),
  };
}

function encodeBlocks(answer: Answer): JsonObject[] {
  const { reasoning, text } = answer;
  return [
    ...(reasoning === ""
      ? []
      : [{ type: "thinking", thinking: reasoning, signature: signThought(reasoning) }]),
    ...(text === "" ? [] : [{ type: "text", text }]),
    ...answer.toolCalls.map((call) => ({
      type: "tool_use",
      id: call.id,
      name: call.name,
      input: parseInput(call.arguments),
    })),
  ];
}

/** The arguments as an object; those of a call that was cut off are none. */
function parseInput(text: string): JsonObject {
  try {
    const input: unknown = JSON.parse(text);
    return isJsonObject(input) ? input : {};
  } catch {
    return {};
  }
}

/** Why a message ended. */
export function mapStopReason(answer: Answer): string {
  if (answer.stopSequence !== undefined) return "stop_sequence";
  const reasons = {
    stop: "end_turn",
    length: "max_tokens",
    "tool-calls": "tool_use",
    "content-filter": "refusal",
  } as const;
  return reasons[answer.finish];
}

/** Token counts; unlike in the other formats cached input is not part of the input. */
export function encodeUsage({ usage }: Answer): JsonObject {
  return {
    input_tokens: usage.inputTokens - usage.cacheReadTokens - usage.cacheWriteTokens,
    cache_creation_input_tokens: usage.cacheWriteTokens,
    cache_read_input_tokens: usage.cacheReadTokens,
    cache_creation: {
      ephemeral_5m_input_tokens: usage.cacheWriteTokens,
      ephemeral_1h_input_tokens: 0,
    },
    output_tokens: usage.outputTokens,
    service_tier: "standard",
  };
}
