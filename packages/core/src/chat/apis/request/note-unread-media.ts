import type { ModelTraits } from "../../../models/model-traits.ts";
import { readsMedia } from "../../../models/reads-media.ts";
import type { ChatApiName } from "../../chat-api-name.ts";
import type { ChatRequest } from "../../chat-request.ts";
import { MEDIA_NAMES } from "../../media-part.ts";
import { inlineOf, isTextType } from "./media-source.ts";
import type { RequestNotes } from "./request-notes.ts";

/**
 * Reports images, audio, videos and files that the model is known not to read. They are sent all the same: the
 * model may have learnt it. Others refuse the request, or the relay drops what they cannot read.
 */
export function noteUnreadMedia(
  { model, messages }: ChatRequest,
  traits: ModelTraits,
  api: ChatApiName,
  notes: RequestNotes,
): void {
  const parts = messages.flatMap(({ role, content }) =>
    (role === "user" || role === "tool") && typeof content !== "string" ? content : [],
  );
  for (const part of parts) {
    if (part.type === "text" || part.type === "raw") continue;
    if (part.type === "file" && isTextType(inlineOf(part.source)?.mediaType ?? "")) continue;
    if (readsMedia(traits, api, part.type) !== false) continue;
    const message = `${model} does not read ${MEDIA_NAMES[part.type]}, by what is known of it: they may be refused or ignored.`;
    notes.ignored("messages", message);
  }
}
