import type { ChatApiName } from "../chat/chat-api-name.ts";
import type { InputModality, ModelTraits } from "./model-traits.ts";

/** Whether a model reads a kind of content over an API. Undefined where this is not known. */
export function readsMedia(
  { inputModalities }: ModelTraits,
  api: ChatApiName,
  kind: InputModality,
): boolean | undefined {
  // Gemini reads videos, but the relay drops them on the way from Chat Completions.
  const isVideoForGemini = api === "gemini" && kind === "video" && inputModalities !== undefined;
  return isVideoForGemini || inputModalities?.includes(kind);
}
