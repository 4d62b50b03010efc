import { emptyAsNone, isJSONObject, withoutUndefined } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import { mergeJSON } from "../../../../merge-json.ts";
import type { ModelTraits } from "../../../../models/model-traits.ts";
import type { ChatRequest, FunctionTool } from "../../../chat-request.ts";
import type { ConvertedRequest } from "../../chat-api.ts";
import { createFormatInstruction, withInstruction } from "../../request/format-instruction.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";
import { RequestNotes } from "../../request/request-notes.ts";
import { chooseOutputMode, type OutputMode } from "./choose-output-mode.ts";
import { chooseTools, type OfferedTools } from "./choose-tools.ts";
import { convertMessages } from "./convert-messages.ts";
import { convertSampling } from "./convert-sampling.ts";
import { convertSchema } from "./convert-schema.ts";
import { convertThinking } from "./convert-thinking.ts";
import { convertTools } from "./convert-tools.ts";
import { convertGoogleOptions } from "./convert-google-options.ts";
import { hasCacheMarks } from "../../request/has-cache-marks.ts";

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
  reportLackingOptions(request, notes);
  const mode = chooseOutputMode(request, traits);
  const offered = offerTools(request, traits, notes);
  const { tools, toolConfig } = convertTools(withAnswerTool(offered, request, mode), notes);
  const messages = instruct(request, mode, notes);
  const fields: JSONObject = {
    ...convertMessages(messages, traits, notes),
    tools,
    toolConfig,
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

/** The response format as fields of `generationConfig`. */
function convertFormat(request: ChatRequest, { kind }: OutputMode): JSONObject {
  const { responseFormat } = request;
  if (kind !== "native" || responseFormat === undefined) return {};
  const responseMimeType = "application/json";
  const sendsSchema = vendorOptionsOf(request, "google")["structuredOutputs"] !== false;
  if (responseFormat.type !== "json-schema" || !sendsSchema) return { responseMimeType };
  return { responseMimeType, responseJsonSchema: convertSchema(responseFormat.schema) };
}

/** The tools that are sent. Reports those that are left out. */
function offerTools(request: ChatRequest, traits: ModelTraits, notes: RequestNotes): OfferedTools {
  const offered = chooseTools(request, traits);
  const isReduced = request.toolChoice !== "none" && offered.functions.length === 0;
  if (!isReduced || offered.vendors.length === (request.tools ?? []).length) return offered;
  const message = `Functions were not sent to ${request.model}, only Google's own tools.`;
  notes.dropped("tools", message, "acceptsToolMix");
  return offered;
}

/** The tools, with the one by which the model answers, if it answers by a tool. */
function withAnswerTool(
  offered: OfferedTools,
  { responseFormat }: ChatRequest,
  { toolName }: OutputMode,
): OfferedTools {
  if (toolName === undefined || responseFormat?.type !== "json-schema") return offered;
  const answer: FunctionTool = {
    type: "function",
    name: toolName,
    description: responseFormat.description ?? "Gives the final answer.",
    parameters: responseFormat.schema,
  };
  const { functions, vendors, toolChoice } = offered;
  const forced = toolChoice === "none" ? { toolName } : "required";
  return {
    functions: [...functions, answer],
    vendors,
    toolChoice: typeof toolChoice === "object" ? toolChoice : forced,
  };
}

/** The messages, with the response format as an instruction if the model does not take it otherwise. */
function instruct(
  { model, messages, responseFormat }: ChatRequest,
  { kind }: OutputMode,
  notes: RequestNotes,
): ChatRequest["messages"] {
  if (kind !== "instruction" || responseFormat === undefined) return messages;
  const message = `${model} does not take this response format beside these tools; it was asked for in words.`;
  notes.changed("responseFormat", message);
  return withInstruction(messages, createFormatInstruction(responseFormat));
}

/** The body without its amount of thinking, if Google's options have one: Google refuses a level together with a number of tokens. */
function withoutAmount(body: JSONObject, { generationConfig }: JSONObject): JSONObject {
  const given = isJSONObject(generationConfig) ? generationConfig["thinkingConfig"] : undefined;
  const isGiven = isJSONObject(given) && ("thinkingBudget" in given || "thinkingLevel" in given);
  if (!isGiven) return body;
  const amount = { thinkingBudget: undefined, thinkingLevel: undefined };
  return mergeJSON(body, { generationConfig: { thinkingConfig: amount } });
}

/** Reports options that `generateContent` does not have. `convertSampling` reports the plain ones. */
function reportLackingOptions(request: ChatRequest, notes: RequestNotes): void {
  if (request.parallelToolCalls === false) notes.lacking("parallelToolCalls", "Gemini");
  if (hasCacheMarks(request)) notes.lacking("cacheControl", "Gemini", CACHE_ADVICE);
}

const CACHE_ADVICE =
  " It caches by itself; `cachedContent` in `vendorOptions.google` names a cache.";
