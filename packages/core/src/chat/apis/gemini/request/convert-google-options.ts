import type { JSONObject } from "../../../../json.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";
import type { RequestContext } from "./request-context.ts";

/** Options that are fields of the body. All others are fields of `generationConfig`. */
const BODY_OPTIONS = new Set([
  "cachedContent",
  "continuationToken",
  "labels",
  "safetySettings",
  "serviceTier",
]);

/** The categories that `threshold` sets. */
const CATEGORIES = [
  "HARM_CATEGORY_HATE_SPEECH",
  "HARM_CATEGORY_DANGEROUS_CONTENT",
  "HARM_CATEGORY_HARASSMENT",
  "HARM_CATEGORY_SEXUALLY_EXPLICIT",
];

/** The options of the whole request that `@ai-sdk/google` defines, as fields of the body. */
export function convertGoogleOptions(
  { request, notes }: RequestContext,
  isStream: boolean,
): JSONObject {
  const {
    // `convertRequest` reads it with the response format.
    structuredOutputs: _,
    threshold,
    retrievalConfig,
    streamFunctionCallArguments,
    sharedRequestType,
    requestType,
    ...others
  } = vendorOptionsOf(request, "google");
  if (sharedRequestType !== undefined || requestType !== undefined) {
    notes.dropped("vendorOptions", HEADERS_DROPPED);
  }
  const body: JSONObject = {};
  const generationConfig: JSONObject = {};
  for (const [name, value] of Object.entries(others)) {
    (BODY_OPTIONS.has(name) ? body : generationConfig)[name] = value;
  }
  if (threshold !== undefined) {
    body["safetySettings"] ??= CATEGORIES.map((category) => ({ category, threshold }));
  }
  const toolConfig: JSONObject = {};
  if (retrievalConfig !== undefined) toolConfig["retrievalConfig"] = retrievalConfig;
  if (isStream && streamFunctionCallArguments === true) {
    toolConfig["functionCallingConfig"] = { streamFunctionCallArguments };
  }
  if (Object.keys(toolConfig).length > 0) body["toolConfig"] = toolConfig;
  if (Object.keys(generationConfig).length > 0) body["generationConfig"] = generationConfig;
  return body;
}

const HEADERS_DROPPED =
  "sharedRequestType and requestType are headers of Vertex, which CometAPI does not pass on.";
