import { dimensions } from "../fixed-answers.ts";
import { pieceAt, type StreamShape } from "../stream-shape.ts";
import type { TextAPI } from "../text-api.ts";
import { encodeGeminiStream } from "./encode-gemini-stream.ts";
import { encodeMessagesStream } from "./encode-messages-stream.ts";
import { encodeResponsesStream } from "./encode-responses-stream.ts";

export const envelope = {
  id: "chatcmpl-BxRk2mQ9sVtN4pLw7yZc1dHf8gJa",
  created: 1_760_000_000,
  model: "gpt-4o-mini-2024-07-18",
  service_tier: "default",
  system_fingerprint: "fp_51db84afab",
};

export const usage = {
  prompt_tokens: 24,
  completion_tokens: 320,
  total_tokens: 344,
  prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
};

const callId = "call_a8Zk2mQ9sVtN4pLw7yZc1dHf";

/** A streamed answer on one wire, as the writes of a server. */
export function encodeStream(shape: StreamShape, api: TextAPI): Buffer[] {
  const frames = encoders[api](shape);
  return groupsOf(frames, shape.chunksPerWrite).map((group) => Buffer.from(group.join("")));
}

/** The chat-completions wire, about 290 bytes a chunk. */
function encodeChatStream(shape: StreamShape): string[] {
  const frames = [frameOf(choice(firstDelta(shape)))];
  for (let index = 0; index < shape.chunkCount; index += 1) {
    frames.push(frameOf(choice(deltaOf(shape, pieceAt(shape, index)))));
  }
  frames.push(
    frameOf(choice({}, shape.content === "tool-arguments" ? "tool_calls" : "stop")),
    frameOf({ choices: [], usage }),
    "data: [DONE]\n\n",
  );
  return frames;
}

const encoders: Readonly<Record<TextAPI, (shape: StreamShape) => string[]>> = {
  chat: encodeChatStream,
  responses: encodeResponsesStream,
  messages: encodeMessagesStream,
  gemini: encodeGeminiStream,
};

/** One vector per text, as numbers or in base64 as the request asks. */
export function encodeEmbeddings(texts: readonly unknown[], isBase64: boolean): string {
  const data = texts.map((_, index) => {
    const embedding = isBase64 ? toBase64(vectorOf(index)) : [...vectorOf(index)];
    return { object: "embedding", index, embedding };
  });
  const tokens = texts.length * 8;
  return JSON.stringify({
    object: "list",
    data,
    model: "text-embedding-3-small",
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  });
}

function frameOf(fields: object): string {
  const chunk = { ...envelope, object: "chat.completion.chunk", ...fields };
  return `data: ${JSON.stringify(chunk)}\n\n`;
}

function choice(delta: object, finish_reason: string | null = null): object {
  return { choices: [{ index: 0, delta, logprobs: null, finish_reason }], usage: null };
}

function firstDelta(shape: StreamShape): object {
  if (shape.content !== "tool-arguments") return { role: "assistant", content: "", refusal: null };
  const call = { index: 0, id: callId, type: "function", function: { name: "write_report" } };
  return {
    role: "assistant",
    content: null,
    tool_calls: [{ ...call, function: { ...call.function, arguments: "" } }],
  };
}

function deltaOf({ content }: StreamShape, piece: string): object {
  switch (content) {
    case "text":
      return { content: piece };
    case "reasoning":
      return { reasoning_content: piece };
    case "tool-arguments":
      return { tool_calls: [{ index: 0, function: { arguments: piece } }] };
  }
}

function groupsOf(frames: readonly string[], size: number): string[][] {
  const groups: string[][] = [];
  for (let start = 0; start < frames.length; start += size) {
    groups.push(frames.slice(start, start + size));
  }
  return groups;
}

function vectorOf(seed: number): Float32Array {
  return Float32Array.from({ length: dimensions }, (_, index) => Math.sin(seed * 7 + index) / 39);
}

function toBase64(vector: Float32Array): string {
  return Buffer.from(vector.buffer).toString("base64");
}
