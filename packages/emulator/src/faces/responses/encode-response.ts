import type { Answer } from "../../engine/answer.ts";
import type { JsonObject } from "../../engine/conversation.ts";
import { encryptReasoning } from "../../signing/encrypt-reasoning.ts";
import type { TextReply } from "../text-face.ts";
import type { ResponsesBody } from "./responses-body.ts";

/** One item of a response's output. */
export type OutputItem = ReasoningItem | MessageItem | CallItem;

/** Thoughts, of which callers see a summary at most. */
export interface ReasoningItem {
  id: string;
  type: "reasoning";
  summary: { type: "summary_text"; text: string }[];
  encrypted_content?: string;
}

/** Text. */
export interface MessageItem {
  id: string;
  type: "message";
  status: "completed" | "incomplete";
  role: "assistant";
  content: { type: "output_text"; annotations: unknown[]; logprobs: unknown[]; text: string }[];
}

/** A function call. */
export interface CallItem {
  id: string;
  type: "function_call";
  status: "completed" | "incomplete";
  call_id: string;
  name: string;
  arguments: string;
}

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

/** Why a response is not complete; undefined for one that is. */
export function findIncompleteReason({ finish }: Answer): string | undefined {
  if (finish === "length") return "max_output_tokens";
  return finish === "content-filter" ? "content_filter" : undefined;
}

/** The output items of an answer: thoughts, text, calls. The same wherever they stand. */
export function encodeOutput(answer: Answer, reply: TextReply<ResponsesBody>): OutputItem[] {
  const known = outputs.get(reply);
  if (known !== undefined) return known;
  const items = createOutput(answer, reply);
  outputs.set(reply, items);
  return items;
}

const outputs = new WeakMap<TextReply<ResponsesBody>, OutputItem[]>();

function createOutput(answer: Answer, reply: TextReply<ResponsesBody>): OutputItem[] {
  const { random, request } = reply;
  const status = findIncompleteReason(answer) === undefined ? "completed" : "incomplete";
  const items: OutputItem[] = [];
  if (answer.reasoning !== "") {
    const isSummarized = (request.body.reasoning?.summary ?? null) !== null;
    const isEncrypted = request.body.include?.includes("reasoning.encrypted_content") ?? false;
    const id = `rs_${random.text(40)}`;
    items.push({
      id,
      type: "reasoning",
      summary: isSummarized ? [{ type: "summary_text", text: answer.reasoning }] : [],
      ...(isEncrypted ? { encrypted_content: encryptReasoning(id, answer.reasoning) } : {}),
    });
  }
  if (answer.text !== "" || answer.toolCalls.length === 0) {
    items.push({
      id: `msg_${random.text(40)}`,
      type: "message",
      status,
      role: "assistant",
      content: [{ type: "output_text", annotations: [], logprobs: [], text: answer.text }],
    });
  }
  for (const call of answer.toolCalls) {
    items.push({
      id: `fc_${random.text(40)}`,
      type: "function_call",
      status,
      call_id: call.id,
      name: call.name,
      arguments: call.arguments,
    });
  }
  return items;
}

/** The id under which a response can be referred to; the same wherever it stands. */
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
