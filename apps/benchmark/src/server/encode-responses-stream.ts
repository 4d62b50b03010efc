import { pieceAt, type StreamShape } from "../stream-shape.ts";

export const envelope = {
  id: "resp_01830d662ab3856501693c321345c88190",
  object: "response",
  created_at: 1_760_000_000,
  model: "gpt-4o-mini-2024-07-18",
};

const itemId = "msg_01830d662ab3856501693c321405c88190";

export const usage = {
  input_tokens: 24,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens: 320,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: 344,
};

/** A streamed answer of OpenAI's Responses, one frame for each event. */
export function encodeResponsesStream(shape: StreamShape): string[] {
  const { begin, delta, end } = events[shape.content];
  const deltas = Array.from({ length: shape.chunkCount }, (_, index) => ({
    ...delta,
    output_index: 0,
    item_id: itemId,
    delta: pieceAt(shape, index),
  }));
  const item = end(deltas.map((event) => event.delta).join(""));
  const sequence = [
    { type: "response.created", response: { ...envelope, status: "in_progress", output: [] } },
    { type: "response.output_item.added", output_index: 0, item: begin },
    ...deltas,
    { type: "response.output_item.done", output_index: 0, item },
    {
      type: "response.completed",
      response: { ...envelope, status: "completed", output: [item], usage },
    },
  ];
  return sequence.map((event, sequence_number) => {
    const data = JSON.stringify({ ...event, sequence_number });
    return `event: ${event.type}\ndata: ${data}\n\n`;
  });
}

export const message = { id: itemId, type: "message", role: "assistant" };
const reasoning = { id: itemId, type: "reasoning" };
const call = {
  id: itemId,
  type: "function_call",
  call_id: "call_a8Zk2mQ9sVtN4pLw7yZc1dHf",
  name: "write_report",
};

const events = {
  text: {
    begin: { ...message, status: "in_progress", content: [] },
    delta: {
      type: "response.output_text.delta",
      content_index: 0,
      logprobs: [],
      obfuscation: "2ajSAGIDvF",
    },
    end: (text: string) => ({
      ...message,
      status: "completed",
      content: [{ type: "output_text", text, annotations: [], logprobs: [] }],
    }),
  },
  reasoning: {
    begin: { ...reasoning, summary: [] },
    delta: {
      type: "response.reasoning_summary_text.delta",
      summary_index: 0,
      obfuscation: "2ajSAGIDvF",
    },
    end: (text: string) => ({ ...reasoning, summary: [{ type: "summary_text", text }] }),
  },
  "tool-arguments": {
    begin: { ...call, status: "in_progress", arguments: "" },
    delta: { type: "response.function_call_arguments.delta", obfuscation: "2ajSAGIDvF" },
    end: (text: string) => ({ ...call, status: "completed", arguments: text }),
  },
};
