import { pieceAt, type StreamContent, type StreamShape } from "../stream-shape.ts";

export const message = {
  id: "msg_01GE2RKp1VYsPzdFs3sS9z5S",
  type: "message",
  role: "assistant",
  model: "claude-sonnet-4-5-20250929",
  content: [],
  stop_reason: null,
  stop_sequence: null,
  usage: { input_tokens: 24, output_tokens: 1 },
};

/** A streamed answer of Anthropic's Messages, one frame for each event. */
export function encodeMessagesStream(shape: StreamShape): string[] {
  const index = 0;
  const deltas = Array.from({ length: shape.chunkCount }, (_, piece) =>
    deltaOf(shape.content, pieceAt(shape, piece)),
  );
  const stop_reason = shape.content === "tool-arguments" ? "tool_use" : "end_turn";
  const sequence = [
    { type: "message_start", message },
    { type: "content_block_start", index, content_block: blocks[shape.content] },
    ...[...deltas, ...closing(shape.content)].map((delta) => ({
      type: "content_block_delta",
      index,
      delta,
    })),
    { type: "content_block_stop", index },
    {
      type: "message_delta",
      delta: { stop_reason, stop_sequence: null },
      usage: { output_tokens: 320 },
    },
    { type: "message_stop" },
  ];
  return sequence.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
}

const blocks: Readonly<Record<StreamContent, object>> = {
  text: { type: "text", text: "" },
  reasoning: { type: "thinking", thinking: "", signature: "" },
  "tool-arguments": {
    type: "tool_use",
    id: "toolu_01QE1WLsSVp5hy5Q3GmGTmjP",
    name: "write_report",
    input: {},
  },
};

function deltaOf(content: StreamContent, piece: string): object {
  switch (content) {
    case "text":
      return { type: "text_delta", text: piece };
    case "reasoning":
      return { type: "thinking_delta", thinking: piece };
    case "tool-arguments":
      return { type: "input_json_delta", partial_json: piece };
  }
}

/** Thinking ends with its signature. */
function closing(content: StreamContent): object[] {
  return content === "reasoning" ? [{ type: "signature_delta", signature: "RXFzRkNxZ0ZBYjQ" }] : [];
}
