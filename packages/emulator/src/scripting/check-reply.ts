import type { Reply } from "./reply.ts";
import type { RequestMatch } from "./scripted-request.ts";

/**
 * Refuses a text or a made-up answer for an API whose answers are neither. Throws a `TypeError` that names the API. A
 * script for every API may still have one: the APIs that cannot give it leave the answer to the engine.
 */
export function checkReply(match: RequestMatch | undefined, reply: Reply): void {
  if (typeof match !== "object" || match instanceof RegExp || match.api === undefined) return;
  if (!["embeddings", "images", "videos"].includes(match.api)) return;
  const isPlayable =
    typeof reply === "function" ||
    reply instanceof Response ||
    (typeof reply === "object" && reply.kind === "fault");
  if (isPlayable) return;
  throw new TypeError(
    `${match.api} cannot be answered with a text; reply with a Response, an error(…) or a fault(…).`,
  );
}
