import type { ChatApiName, ChatApiSetting } from "../chat/chat-api-name.ts";
import type { ModelTraitOverrides } from "./model-traits.ts";
import { parseModelId } from "./parse-model-id.ts";
import { resolveModelTraits } from "./resolve-model-traits.ts";

const WEB = [/^https?:\/\//];
const YOUTUBE = [
  /^https:\/\/(?:www\.)?youtube\.com\/watch\?/,
  /^https:\/\/youtu\.be\//,
  // Google's own storage of uploaded files.
  /^https:\/\/generativelanguage\.googleapis\.com\/v1(?:beta|alpha)?\/files\//,
];

/** What each API fetches by itself: patterns of addresses by media type. */
const SUPPORTED: Readonly<Record<ChatApiName, Record<string, RegExp[]>>> = {
  chat: { "image/*": WEB, "video/*": WEB },
  responses: { "image/*": WEB, "application/pdf": WEB },
  messages: { "image/*": WEB, "application/pdf": WEB },
  gemini: { "*": YOUTUBE },
};

/**
 * Addresses of files that the API of a model fetches by itself, as patterns by media type. A file at
 * any other address has to be sent as data. `auto` has the addresses that both its API and Chat Completions
 * fetch, because the call may be sent to Chat Completions instead.
 *
 * @param overrides The setting `modelTraits` of the client.
 */
export function findSupportedURLs(
  model: string,
  api: ChatApiSetting,
  overrides?: ModelTraitOverrides,
): Record<string, RegExp[]> {
  if (api !== "auto") return SUPPORTED[api];
  const chosen = resolveModelTraits(parseModelId(model), overrides).api;
  if (chosen === "chat") return SUPPORTED.chat;
  const shared = Object.entries(SUPPORTED[chosen]).filter(([type]) => type in SUPPORTED.chat);
  return Object.fromEntries(shared);
}
