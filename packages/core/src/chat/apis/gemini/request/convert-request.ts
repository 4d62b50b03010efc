import { emptyAsNone, isJSONObject, withoutUndefined } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import { mergeJSON } from "../../../../merge-json.ts";
import type { ModelTraits } from "../../../../models/model-traits.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import type { ConvertedRequest } from "../../chat-api.ts";
import { hasCacheMarks } from "../../request/has-cache-marks.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";
import { convertGoogleOptions } from "./convert-google-options.ts";
import { convertMessages } from "./convert-messages.ts";
import { convertSampling } from "./convert-sampling.ts";
import { convertSchema } from "./convert-schema.ts";
import { convertThinking } from "./convert-thinking.ts";
import { convertTools } from "./convert-tools.ts";
import { createRequestContext, type RequestContext } from "./request-context.ts";

/**
 * A chat request as `generateContent` takes it, fitted to the model's traits: what the API or the
 * model refuses is left out or changed, and every such change is reported.
 */
export function convertRequest(
  request: ChatRequest,
  traits: ModelTraits,
  isStream: boolean,
): ConvertedRequest {
  const context = createRequestContext(request, traits);
  noteLackingOptions(context);
  const fields: JSONObject = {
    ...convertTools(context),
    ...convertMessages(context),
    generationConfig: emptyAsNone(
      withoutUndefined({
        maxOutputTokens: request.maxOutputTokens,
        ...convertResponseFormat(context),
        thinkingConfig: convertThinking(context),
      }),
    ),
  };
  const body = mergeJSON(fields, convertSampling(context));
  const options = convertGoogleOptions(context, isStream);
  return {
    path: toPath(request.model, isStream),
    body: withoutUndefined(mergeJSON(withoutAmount(body, options), options)),
    warnings: context.notes.warnings,
  };
}

function toPath(model: string, isStream: boolean): string {
  const id = encodeURIComponent(model.replace(/^models\//, ""));
  return `/v1beta/models/${id}:${isStream ? "streamGenerateContent?alt=sse" : "generateContent"}`;
}

/** Reports options that `generateContent` does not have. `convertSampling` reports the plain ones. */
function noteLackingOptions({ request, notes }: RequestContext): void {
  if (request.parallelToolCalls === false) notes.lacking("parallelToolCalls", "Gemini");
  if (hasCacheMarks(request)) notes.lacking("cacheControl", "Gemini", CACHE_ADVICE);
}

const CACHE_ADVICE =
  " It caches by itself; `cachedContent` in `vendorOptions.google` names a cache.";

/** The response format as fields of `generationConfig`. */
function convertResponseFormat({ request, outputMode }: RequestContext): JSONObject {
  if (outputMode.kind !== "native") return {};
  const { format } = outputMode;
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
