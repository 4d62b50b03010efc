import type { JSONObject } from "../../../json.ts";
import type { ChatRequest, ChatWarning } from "../../chat-request.ts";

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

/** The fields of the body that the options under `google` set, which are spelt as in `@ai-sdk/google`. */
export function readGoogleOptions(
  { vendorOptions }: Pick<ChatRequest, "vendorOptions">,
  isStream: boolean,
  warnings: ChatWarning[],
): JSONObject {
  const {
    // Read where the response format is converted.
    structuredOutputs: _,
    threshold,
    retrievalConfig,
    streamFunctionCallArguments,
    sharedRequestType,
    requestType,
    ...others
  } = vendorOptions?.["google"] ?? {};
  if (sharedRequestType !== undefined || requestType !== undefined) warnings.push(HEADERS_DROPPED);
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

const HEADERS_DROPPED: ChatWarning = {
  option: "vendorOptions",
  action: "dropped",
  message:
    "sharedRequestType and requestType are headers of Vertex, which CometAPI does not pass on.",
};
