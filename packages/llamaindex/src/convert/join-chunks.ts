import type { CometAPIMessage, CometAPIMessageOptions } from "../chat/message-options.ts";
import type { CometAPIChunk } from "../chat/streamed-answer.ts";
import { joinParts } from "./answer-parts.ts";
import { toContent } from "./events.ts";

/** The message that the chunks of a stream add up to, also of a `chat` that was overridden. */
export function joinChunks(chunks: readonly CometAPIChunk[]): CometAPIMessage {
  const text = chunks.map(({ delta }) => delta).join("");
  const given = chunks.flatMap(({ options }) => (options === undefined ? [] : [options]));
  if (given.length === 0) return { role: "assistant", content: text };
  const options: CometAPIMessageOptions = {};
  for (const later of given) Object.assign(options, later);
  Object.assign(options, joinParts(given));
  return { role: "assistant", content: toContent(text, options.images ?? []), options };
}
