import type { ChatApi } from "../chat-api.ts";
import { GeminiNormalizer } from "./answer/gemini-normalizer.ts";
import { chooseOutputMode } from "./choose-output-mode.ts";
import { convertRequest } from "./request/convert-request.ts";

/**
 * Google's generateContent.
 *
 * To read this folder, begin with `answer`: `../../call/open-stream.ts` and `../../call/answer-reader.ts` feed
 * `gemini-normalizer.ts`, whose `candidate-normalizer.ts` reads the parts of each candidate, with a reader for texts
 * (`text-reader.ts`), one for calls and one for citations. `choose-output-mode.ts` says when the model answers by calling
 * a tool. The readers write events by `../answer/answer-writer.ts`. Then
 * `request`: `convert-request.ts` and `request-context.ts`, which every converter gets; the converters in the order in
 * which they are called; and `convert-messages.ts` with the content of messages.
 */
export const gemini: ChatApi = {
  convertRequest,
  createNormalizer: (context) => {
    // As the request was converted: a model that answers by a tool has its text held back.
    const mode = chooseOutputMode(context.request, context.traits);
    return new GeminiNormalizer(context, mode.kind === "tool" ? mode.toolName : undefined);
  },
};
