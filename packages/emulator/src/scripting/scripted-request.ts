import type { JsonObject } from "../engine/conversation.ts";

/** The parts of CometAPI that requests go to. */
export type EmulatedAPI =
  | "chat"
  | "responses"
  | "messages"
  | "gemini"
  | "embeddings"
  | "images"
  | "speech"
  | "transcriptions"
  | "videos";

/** A checked request, as scripts see it. */
export interface ScriptedRequest {
  api: EmulatedAPI;
  /** The model id as the caller wrote it. */
  model: string;
  /** The last user message that asks for something, or the prompt or input of the other APIs. */
  text: string;
  /** The names of the tools on offer. */
  tools: readonly string[];
  isStream: boolean;
  /** Whether the conversation ends with the results of tools, or with a message that only shows them. */
  hasToolResults: boolean;
  /** The body as it came. */
  body: JsonObject;
}

/**
 * Which requests a script answers: those whose text contains a string (in any case), matches a pattern, have all
 * the given properties, or for which a function returns true. Within an object `text` may be a pattern too.
 */
export type RequestMatch =
  | string
  | RegExp
  | (Partial<Pick<ScriptedRequest, "api" | "model" | "isStream" | "hasToolResults">> & {
      text?: string | RegExp;
      /** The name of a tool that must be on offer. */
      tool?: string;
    })
  | ((request: ScriptedRequest) => boolean);

/** Whether a script's match fits a request. */
export function isMatch(match: RequestMatch | undefined, request: ScriptedRequest): boolean {
  if (match === undefined) return true;
  if (typeof match === "function") return match(request);
  if (typeof match === "string" || match instanceof RegExp) return isTextMatch(match, request.text);
  const { text, tool, ...properties } = match;
  if (text !== undefined && !isTextMatch(text, request.text)) return false;
  if (tool !== undefined && !request.tools.includes(tool)) return false;
  const { api, model, isStream, hasToolResults } = properties;
  return (
    (api ?? request.api) === request.api &&
    (model ?? request.model) === request.model &&
    (isStream ?? request.isStream) === request.isStream &&
    (hasToolResults ?? request.hasToolResults) === request.hasToolResults
  );
}

function isTextMatch(match: string | RegExp, text: string): boolean {
  if (typeof match === "string") return text.toLowerCase().includes(match.toLowerCase());
  // A pattern with the flag g or y remembers its position. A copy begins at the start.
  return new RegExp(match.source, match.flags.replaceAll(/[gy]/gu, "")).test(text);
}
