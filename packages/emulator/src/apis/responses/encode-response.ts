import type { Answer } from "../../engine/answer.ts";
import type { JsonObject } from "../../engine/conversation.ts";
import type { TextReply } from "../text-api.ts";
import { encodeOutput, type OutputItem } from "./encode-output.ts";
import { findIncompleteReason } from "./find-incomplete-reason.ts";
import type { ResponsesBody } from "./responses-body.ts";

/** An answer as a response. */
export function encodeResponse(answer: Answer, reply: TextReply<ResponsesBody>): JsonObject {
  return encodeResponseObject(answer, reply, encodeOutput(answer, reply));
}

/** The response object around given output. */
export function encodeResponseObject(
  answer: Answer,
  reply: TextReply<ResponsesBody>,
  output: readonly OutputItem[],
): JsonObject {
  const { body, conversation } = reply.request;
  const reason = findIncompleteReason(answer);
  return {
    id: responseIdOf(reply),
    object: "response",
    created_at: Math.floor(reply.nowMs / 1000),
    status: reason === undefined ? "completed" : "incomplete",
    background: false,
    error: null,
    incomplete_details: reason === undefined ? null : { reason },
    instructions: body.instructions ?? null,
    max_output_tokens: body.max_output_tokens ?? null,
    model: reply.modelName,
    output,
    parallel_tool_calls: conversation.allowsParallelCalls,
    previous_response_id: body.previous_response_id ?? null,
    reasoning: {
      effort: body.reasoning?.effort ?? null,
      summary: body.reasoning?.summary ?? null,
    },
    service_tier: "default",
    store: body.store ?? true,
    temperature: body.temperature ?? 1,
    text: { format: body.text?.format ?? { type: "text" } },
    tool_choice: body.tool_choice ?? "auto",
    tools: body.tools ?? [],
    top_p: body.top_p ?? 1,
    truncation: "disabled",
    usage: encodeUsage(answer),
    user: null,
    metadata: body.metadata ?? {},
  };
}

/** The id by which later requests can refer to a response. Streams and whole responses have the same one. */
export function responseIdOf(reply: TextReply<ResponsesBody>): string {
  const known = responseIds.get(reply);
  if (known !== undefined) return known;
  const id = `resp_${reply.random.text(40)}`;
  responseIds.set(reply, id);
  return id;
}

const responseIds = new WeakMap<TextReply<ResponsesBody>, string>();

function encodeUsage({ usage }: Answer): JsonObject {
  return {
    input_tokens: usage.inputTokens,
    input_tokens_details: { cached_tokens: usage.cacheReadTokens },
    output_tokens: usage.outputTokens,
    output_tokens_details: { reasoning_tokens: usage.reasoningTokens },
    total_tokens: usage.inputTokens + usage.outputTokens,
  };
}
