import type { Answer } from "../../engine/answer.ts";
import { splitPieces } from "../../engine/split-pieces.ts";
import { signThought } from "../../signing/sign-thought.ts";
import { createEventFrame, type TextReply } from "../text-face.ts";
import { encodeUsage, mapStopReason } from "./encode-response.ts";
import type { MessagesBody } from "./messages-body.ts";

/** An answer as the events of an Anthropic message. */
export function* encodeMessagesStream(
  answer: Answer,
  reply: TextReply<MessagesBody>,
): Generator<string> {
  yield createEventFrame({
    type: "message_start",
    message: {
      id: `msg_${reply.random.text(24)}`,
      type: "message",
      role: "assistant",
      model: reply.modelName,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { ...encodeUsage(answer), output_tokens: 1 },
    },
  });
  yield createEventFrame({ type: "ping" });
  for (const [index, block] of listBlocks(answer).entries()) {
    yield createEventFrame({ type: "content_block_start", index, content_block: block.start });
    for (const delta of block.deltas) {
      yield createEventFrame({ type: "content_block_delta", index, delta });
    }
    yield createEventFrame({ type: "content_block_stop", index });
  }
  yield createEventFrame({
    type: "message_delta",
    delta: { stop_reason: mapStopReason(answer), stop_sequence: answer.stopSequence ?? null },
    usage: encodeUsage(answer),
  });
  yield createEventFrame({ type: "message_stop" });
}

interface StreamedBlock {
  start: object;
  deltas: Iterable<object>;
}

function listBlocks(answer: Answer): StreamedBlock[] {
  const { reasoning, text, toolCalls, textPieces } = answer;
  const blocks: StreamedBlock[] = [];
  if (reasoning !== "") {
    const thoughts = splitPieces(reasoning).map((thinking) => ({
      type: "thinking_delta",
      thinking,
    }));
    blocks.push({
      start: { type: "thinking", thinking: "", signature: "" },
      deltas: [...thoughts, { type: "signature_delta", signature: signThought(reasoning) }],
    });
  }
  if (text !== "") {
    const pieces = textPieces ?? splitPieces(text);
    blocks.push({
      start: { type: "text", text: "" },
      deltas: pieces.map((piece) => ({ type: "text_delta", text: piece })),
    });
  }
  for (const call of toolCalls) {
    const pieces = ["", ...splitPieces(call.arguments)];
    blocks.push({
      start: { type: "tool_use", id: call.id, name: call.name, input: {} },
      deltas: pieces.map((piece) => ({ type: "input_json_delta", partial_json: piece })),
    });
  }
  return blocks;
}
