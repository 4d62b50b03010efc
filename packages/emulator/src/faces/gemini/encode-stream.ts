import type { Answer } from "../../engine/answer.ts";
import type { JsonObject } from "../../engine/conversation.ts";
import { splitPieces } from "../../engine/split-pieces.ts";
import type { TextReply } from "../text-face.ts";
import {
  encodeCallParts,
  encodeEnvelope,
  encodeImageParts,
  encodeSignature,
  mapFinishReason,
  showsThoughts,
} from "./encode-response.ts";
import type { GeminiCall } from "./parse-request.ts";

/** An answer as chunks: server-sent events with `alt=sse`, otherwise the items of one JSON array. */
export function* encodeGeminiStream(
  answer: Answer,
  reply: TextReply<GeminiCall>,
): Generator<string> {
  const { isEventStream } = reply.request.body.address;
  const envelope = encodeEnvelope(answer, reply, reply.random.text(23));
  const parts = listParts(answer, reply);
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const candidate = {
      content: { parts: [part], role: "model" },
      ...(isLast ? { finishReason: mapFinishReason(answer) } : {}),
      index: 0,
    };
    const chunk = JSON.stringify({ candidates: [candidate], ...envelope });
    if (isEventStream) yield `data: ${chunk}\n\n`;
    else yield `${index === 0 ? "[" : ",\r\n"}${chunk}${isLast ? "]" : ""}`;
  }
}

function listParts(answer: Answer, reply: TextReply<GeminiCall>): JsonObject[] {
  const parts: JsonObject[] = [];
  if (showsThoughts(reply)) {
    for (const text of splitPieces(answer.reasoning)) parts.push({ text, thought: true });
  }
  for (const text of answer.textPieces ?? splitPieces(answer.text)) parts.push({ text });
  const calls = encodeCallParts(answer, reply);
  parts.push(...calls, ...encodeImageParts(answer));
  // The end of a text is an empty part, which carries the signature when there were thoughts.
  if (calls.length === 0) parts.push({ text: "", ...encodeSignature(answer) });
  return parts;
}
