import { invalidArgument } from "../../../../errors/invalid-answer.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { ModelTraits } from "../../../../models/model-traits.ts";
import type { ChatApiName } from "../../../chat-api-name.ts";
import { chatOptionRules, type ChatOptions } from "../../../chat-options.ts";
import type {
  AssistantPart,
  ChatMessage,
  ChatRequest,
  ChatTool,
  ContentPart,
} from "../../../chat-request.ts";
import type { RequestNotes } from "../../request/request-notes.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";

/** OpenAI's options that a request has too, with their names there. */
const REQUEST_OPTIONS: ReadonlyMap<string, keyof ChatOptions> = new Map<string, keyof ChatOptions>([
  ["logitBias", "logitBias"],
  ["logprobs", "logprobs"],
  ["maxCompletionTokens", "maxOutputTokens"],
  ["metadata", "metadata"],
  ["parallelToolCalls", "parallelToolCalls"],
  ["prediction", "prediction"],
  ["promptCacheKey", "promptCacheKey"],
  ["reasoningEffort", "reasoningEffort"],
  ["reasoningSummary", "reasoningSummary"],
  ["serviceTier", "serviceTier"],
  ["store", "store"],
  ["textVerbosity", "verbosity"],
  ["user", "user"],
]);

type Vendor = "anthropic" | "google";

/** Whose options the APIs take that are not OpenAI's. */
const VENDORS: ReadonlyMap<ChatApiName, Vendor> = new Map([
  ["messages", "anthropic"],
  ["gemini", "google"],
]);

/** OpenAI's options that are only fields of this API's body. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ["promptCacheOptions", "prompt_cache_options"],
  ["promptCacheRetention", "prompt_cache_retention"],
  ["safetyIdentifier", "safety_identifier"],
]);

const NOT_TAKEN = "Chat Completions does not take it.";

/**
 * Reads `vendorOptions.openai`, whose names are those of `@ai-sdk/openai`. What this API does not take is left out with
 * a warning: options of Responses, and options of the vendor whose own API the model has.
 *
 * @returns The request with the options that it has too, and further fields of the body. OpenAI's win over its own.
 */
export function readVendorOptions(
  given: ChatRequest,
  { api }: ModelTraits,
  notes: RequestNotes,
): { request: ChatRequest; fields: JSONObject } {
  const { strictJsonSchema, ...openai } = vendorOptionsOf(given, "openai");
  const options: JSONObject = {};
  const fields: JSONObject = {};
  for (const [name, value] of Object.entries(openai)) {
    // Null means that an option is not set.
    if (value === undefined || value === null) continue;
    const option = REQUEST_OPTIONS.get(name);
    const field = FIELDS.get(name);
    if (option !== undefined) options[option] = checkOption(name, value, option);
    else if (field !== undefined) fields[field] = value;
    else notes.dropped("vendorOptions", `The option openai.${name} was not sent: ${NOT_TAKEN}`);
  }
  noteOwnOptions(given, api, notes);
  const responseFormat =
    strictJsonSchema === false ? withoutStrictness(given.responseFormat) : given.responseFormat;
  return { request: { ...given, ...options, responseFormat }, fields };
}

function checkOption(name: string, value: JSONValue, option: keyof ChatOptions): JSONValue {
  const { accepts, expected } = chatOptionRules[option];
  if (accepts(value)) return value;
  throw invalidArgument(`\`vendorOptions.openai.${name}\` must be ${expected}.`);
}

function withoutStrictness(format: ChatRequest["responseFormat"]): ChatRequest["responseFormat"] {
  return format?.type === "json-schema" ? { ...format, strict: false } : format;
}

/** Reports options for the model's own API. Those of other vendors are meant for other models. */
function noteOwnOptions(request: ChatRequest, api: ChatApiName, notes: RequestNotes): void {
  const vendor = VENDORS.get(api);
  if (vendor === undefined) return;
  const { messages, tools = [] } = request;
  const isGiven =
    [request, ...tools].some((holder) => hasOptions(holder, vendor)) ||
    messages.some((message) => hasGivenOptions(message, vendor));
  if (!isGiven) return;
  const message = `The options of ${vendor} were not sent: ${NOT_TAKEN} The API \`${api}\` does.`;
  notes.dropped("vendorOptions", message);
}

/**
 * Whether the caller gave options with a message or its parts. The vendor's package itself writes options to answers,
 * and the AI SDK copies those of a call to its result. They stay behind with every change of the API, as signatures do.
 * So only cache marks count there.
 */
function hasGivenOptions(message: ChatMessage, vendor: Vendor): boolean {
  const { role, content } = message;
  const isAnswer = role === "assistant" || role === "tool";
  const holders = [message, ...(typeof content === "string" ? [] : content)];
  return holders.some((holder) =>
    hasOptions(holder, vendor, isAnswer ? "cacheControl" : undefined),
  );
}

type Holder = ChatRequest | ChatTool | ChatMessage | AssistantPart | ContentPart;

/** @param name The only option that counts. Default: each does. */
function hasOptions(holder: Holder, vendor: Vendor, name?: string): boolean {
  const options = "vendorOptions" in holder ? vendorOptionsOf(holder, vendor) : {};
  return name === undefined ? Object.keys(options).length > 0 : options[name] !== undefined;
}
