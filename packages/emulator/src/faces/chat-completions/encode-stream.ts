import type { Answer } from "../../engine/answer.ts";
import { splitPieces } from "../../engine/split-pieces.ts";
import { createDataFrame, type TextReply } from "../text-face.ts";
import type { ChatBody } from "./chat-body.ts";
import {
  encodeReasoning,
  encodeUsage,
  mapFinishReason,
  resolveReasoningForm,
  systemFingerprint,
  wrapThoughts,
} from "./encode-response.ts";

type Delta = Record<string, unknown>;

/** An answer as the chunks of a chat completion, ended by `[DONE]`. */
export function* encodeChatStream(answer: Answer, reply: TextReply<ChatBody>): Generator<string> {
  const { body } = reply.request;
  const isOpenAI = reply.model.row.provider === "OpenAI";
  const frame = {
    id: `chatcmpl-${reply.random.text(28)}`,
    object: "chat.completion.chunk",
    created: Math.floor(reply.nowMs / 1000),
    model: reply.modelName,
    system_fingerprint: systemFingerprint,
  };
  const includesUsage = body.stream_options?.include_usage === true;
  const encodeChunk = (index: number, delta: Delta | null, finishReason: string | null): string =>
    createDataFrame({
      ...frame,
      choices: [{ index, delta, logprobs: null, finish_reason: finishReason }],
      ...(includesUsage ? { usage: null } : {}),
      ...(isOpenAI ? { obfuscation: reply.random.text(8) } : {}),
    });

  yield ": PING\n\n";
  for (let index = 0; index < (body.n ?? 1); index += 1) {
    for (const delta of encodeDeltas(answer, reply)) yield encodeChunk(index, delta, null);
    // Seen on CometAPI: a chunk whose delta is null. It crashed a client that had not expected it.
    if (isOpenAI) yield encodeChunk(index, null, null);
    yield encodeChunk(index, {}, mapFinishReason(answer.finish));
  }
  if (includesUsage) {
    yield createDataFrame({ ...frame, choices: [], usage: encodeUsage(answer, reply) });
  }
  yield "data: [DONE]\n\n";
}

function* encodeDeltas(answer: Answer, reply: TextReply<ChatBody>): Generator<Delta> {
  const form = resolveReasoningForm(reply);
  yield { role: "assistant", content: answer.toolCalls.length > 0 ? null : "", refusal: null };
  const thoughts = form === "think-tags" ? wrapThoughts(answer.reasoning) : "";
  for (const piece of splitPieces(thoughts)) yield { content: piece };
  for (const piece of splitPieces(answer.reasoning)) {
    const delta = encodeReasoning(piece, form);
    if (Object.keys(delta).length > 0) yield delta;
  }
  for (const content of answer.textPieces ?? splitPieces(answer.text)) yield { content };
  for (const [index, call] of answer.toolCalls.entries()) {
    const opening = { name: call.name, arguments: "" };
    yield { tool_calls: [{ index, id: call.id, type: "function", function: opening }] };
    for (const piece of splitPieces(call.arguments)) {
      yield { tool_calls: [{ index, function: { arguments: piece } }] };
    }
  }
}
