import type { TextAPI } from "../text-api.ts";
import { encodeGeminiResponse } from "./encode-response.ts";
import { encodeGeminiStream } from "./encode-stream.ts";
import type { GeminiAddress, GeminiCall } from "./parse-request.ts";

/** Gemini's `generateContent` and `streamGenerateContent`. */
export const gemini: TextAPI<GeminiCall> = {
  name: "gemini",
  toolCallIdPrefix: "call_",
  encodeResponse: encodeGeminiResponse,
  encodeStream: encodeGeminiStream,
  streamContentType: ({ body }) =>
    body.address.isEventStream ? "text/event-stream" : "application/json; charset=utf-8",
};

/** Reads `/v1beta/models/{model}:{method}`; undefined for a method that is not served. */
export function parseGeminiAddress(url: URL): GeminiAddress | undefined {
  const match =
    /\/models\/(?<model>[^/:]+(?:\/[^/:]+)*?)(?::emulator)?:(?<method>generateContent|streamGenerateContent)$/u.exec(
      decodeURIComponent(url.pathname),
    );
  const { model, method } = match?.groups ?? {};
  if (model === undefined || method === undefined) return undefined;
  return {
    modelId: model,
    isStream: method === "streamGenerateContent",
    isEventStream: url.searchParams.get("alt") === "sse",
  };
}
