import { emptyAsNone, isJSONObject, withoutUndefined } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import { mergeJSON } from "../../../../merge-json.ts";
import type { ModelTraits } from "../../../../models/model-traits.ts";
import type { ChatMessage, ChatRequest } from "../../../chat-request.ts";
import type { ConvertedRequest } from "../../chat-api.ts";
import { createFormatInstruction, withInstruction } from "../../request/format-instruction.ts";
import { hasCacheMarks } from "../../request/has-cache-marks.ts";
import { RequestNotes } from "../../request/request-notes.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";
import { chooseOutputMode, type OutputMode } from "../choose-output-mode.ts";
import { convertGoogleOptions } from "./convert-google-options.ts";
import { convertMessages } from "./convert-messages.ts";
import { convertSampling } from "./convert-sampling.ts";
import { convertSchema } from "./convert-schema.ts";
import { convertThinking } from "./convert-thinking.ts";
import { convertTools } from "./convert-tools.ts";

/**
 * A chat request as `generateContent` takes it, fitted to the model's traits: what the API or the
 * model refuses is left out or changed, and every such change is reported.
 */
export function convertRequest(
  request: ChatRequest,
  traits: ModelTraits,
  isStream: boolean,
): ConvertedRequest {
  const notes = new RequestNotes(request.model, traits);
  noteLackingOptions(request, notes);
  const mode = chooseOutputMode(request, traits);
  const fields: JSONObject = {
    ...convertTools(request, traits, mode, notes),
    ...convertMessages(addFormat(request, mode, notes), traits, notes),
    generationConfig: emptyAsNone(
      withoutUndefined({
        maxOutputTokens: request.maxOutputTokens,
        ...convertFormat(request, mode),
        thinkingConfig: convertThinking(request, traits, notes),
      }),
    ),
  };
  const body = mergeJSON(fields, convertSampling(request, traits, notes));
  const options = convertGoogleOptions(request, isStream, notes);
  return {
    path: toPath(request.model, isStream),
    body: withoutUndefined(mergeJSON(withoutAmount(body, options), options)),
    warnings: notes.warnings,
  };
}

function toPath(model: string, isStream: boolean): string {
  const id = encodeURIComponent(model.replace(/^models\//, ""));
  return `/v1beta/models/${id}:${isStream ? "streamGenerateContent?alt=sse" : "generateContent"}`;
}

/** Reports options that `generateContent` does not have. `convertSampling` reports the plain ones. */
function noteLackingOptions(request: ChatRequest, notes: RequestNotes): void {
  if (request.parallelToolCalls === false) notes.lacking("parallelToolCalls", "Gemini");
  if (hasCacheMarks(request)) notes.lacking("cacheControl", "Gemini", CACHE_ADVICE);
}

const CACHE_ADVICE =
  " It caches by itself; `cachedContent` in `vendorOptions.google` names a cache.";

/** The messages, with the response format in words if the model does not take it otherwise. */
function addFormat(
  { model, messages }: ChatRequest,
  mode: OutputMode,
  notes: RequestNotes,
): readonly ChatMessage[] {
  if (mode.kind !== "instruction") return messages;
  const message = `${model} does not take this response format beside these tools; it was asked for in words.`;
  notes.changed("responseFormat", message);
  return withInstruction(messages, createFormatInstruction(mode.format));
}

/** The response format as fields of `generationConfig`. */
function convertFormat(request: ChatRequest, mode: OutputMode): JSONObject {
  if (mode.kind !== "native") return {};
  const { format } = mode;
  const responseMimeType = "application/json";
  const sendsSchema = vendorOptionsOf(request, "google")["structuredOutputs"] !== false;
  return format.type === "json-schema" && sendsSchema
    ? { responseMimeType, responseJsonSchema: convertSchema(format.schema) }
    : { responseMimeType };
}

/** The body without its amount of thinking, if Google's options have one: Google refuses a level together with a number of tokens. */
function withoutAmount(body: JSONObject, { generationConfig }: JSONObject): JSONObject {
  const given = isJSONObject(generationConfig) ? generationConfig["thinkingConfig"] : undefined;
  const isGiven = isJSONObject(given) && ("thinkingBudget" in given || "thinkingLevel" in given);
  if (!isGiven) return body;
  const amount = { thinkingBudget: undefined, thinkingLevel: undefined };
  return mergeJSON(body, { generationConfig: { thinkingConfig: amount } });
}
