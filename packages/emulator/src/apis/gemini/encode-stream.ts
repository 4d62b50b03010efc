import type { Answer } from "../../engine/answer.ts";
import type { TextReply } from "../text-api.ts";
import { encodeGrounding } from "./encode-grounding.ts";
import { encodeEnvelope, mapFinishReason } from "./encode-response.ts";
import { listParts } from "./list-parts.ts";
import type { GeminiCall } from "./parse-request.ts";

/** An answer as chunks: server-sent events with `alt=sse`, otherwise the items of one JSON array. */
export function* encodeGeminiStream(
  answer: Answer,
  reply: TextReply<GeminiCall>,
): Generator<string> {
  const { isEventStream } = reply.request.body.address;
  const envelope = encodeEnvelope(answer, reply, reply.random.text(23));
  const parts = listParts(answer, reply).flat();
  if (parts.length === 0) parts.push({ text: "" });
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const candidate = {
      content: { parts: [part], role: "model" },
      ...(isLast ? { finishReason: mapFinishReason(answer), ...encodeGrounding(answer) } : {}),
      index: 0,
    };
    const chunk = JSON.stringify({ candidates: [candidate], ...envelope });
    if (isEventStream) yield `data: ${chunk}\n\n`;
    else yield `${index === 0 ? "[" : ",\r\n"}${chunk}${isLast ? "]" : ""}`;
  }
}
