import type { Answer } from "../../engine/answer.ts";
import { createEventFrame, type TextReply } from "../text-api.ts";
import { encodeUsage, mapStopReason } from "./encode-response.ts";
import { listBlocks } from "./list-blocks.ts";
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
  for (const [index, block] of listBlocks(answer, reply).entries()) {
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
