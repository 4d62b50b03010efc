import {
  pickSettings,
  settingRules,
  type SettingKind,
  type SettingRule,
  type SettingRules,
} from "../config/setting-rules.ts";
import type { JSONObject } from "../json.ts";
import type { ChatApiName } from "./chat-api-name.ts";

/**
 * Options of a chat that are sent as one field of the body. An option is left out, with a warning, when the
 * API has no field for it or the model refuses it.
 */
export interface PlainChatOptions {
  temperature?: number | undefined;
  topP?: number | undefined;
  topK?: number | undefined;
  presencePenalty?: number | undefined;
  frequencyPenalty?: number | undefined;
  /** Strings that end the answer. They are not part of it. */
  stopSequences?: readonly string[] | undefined;
  seed?: number | undefined;
  /** Number of alternative answers. Their events carry `choiceIndex` 0 … n−1. */
  choiceCount?: number | undefined;
  /** True for log probabilities of the chosen tokens, a number for that many alternatives as well. */
  logprobs?: boolean | number | undefined;
  /** Bias by token id, from -100 to 100. */
  logitBias?: Readonly<Record<string, number>> | undefined;
  /** What the answer may contain, e.g. `["text", "image"]`. */
  modalities?: readonly string[] | undefined;
  /** Voice and format of spoken answers, with `modalities: ["text", "audio"]`. */
  audio?: { voice: string; format: string } | undefined;
  /** What most of the answer is expected to be, so that it comes faster: OpenAI's predicted outputs. */
  prediction?: Readonly<JSONObject> | undefined;
  /** Search of the web, for models that search on Chat Completions, as OpenAI writes it. */
  webSearchOptions?: Readonly<JSONObject> | undefined;
  /** How much the model writes: `low`, `medium` or `high`, for models that know the option. */
  verbosity?: string | undefined;
  /** Stable identifier of the end user, for the vendor's abuse monitoring. */
  user?: string | undefined;
  /** The vendor's class of service, e.g. `flex` or `priority`. */
  serviceTier?: string | undefined;
  /** Whether the vendor keeps the answer. Unless it does, encrypted reasoning is asked for and sent back. */
  store?: boolean | undefined;
  /** The same key for requests that begin alike, so that the vendor finds the cached prompt. */
  promptCacheKey?: string | undefined;
  /** Labels the vendor keeps with the answer. */
  metadata?: Readonly<Record<string, string>> | undefined;
  /** What Gemini blocks, by category, as Google writes it. */
  safetySettings?: readonly JSONObject[] | undefined;
}

/** What shapes the answer to a chat, besides its messages, its tools and its format. */
export interface ChatOptions extends PlainChatOptions {
  /** Upper bound of generated tokens, reasoning included. */
  maxOutputTokens?: number | undefined;
  /** How much the model thinks before it answers. Sent in the form that the model and its API expect. */
  reasoningEffort?: ReasoningEffort | undefined;
  /** Most tokens the model may use for thinking, for models that take a number. Wins over the effort. */
  reasoningBudget?: number | undefined;
  /** Whether and how fully the vendor summarizes the reasoning: `auto`, `concise`, `detailed` or `none`. */
  reasoningSummary?: "auto" | "concise" | "detailed" | "none" | (string & {}) | undefined;
  /** Whether the model must call a tool: `auto`, `none`, `required` or `{ toolName }`. Sent with tools. */
  toolChoice?: ChatToolChoice | undefined;
  /** Whether the model may call several tools in one turn. The vendor's default is usually true. */
  parallelToolCalls?: boolean | undefined;
  /** A prompt-cache mark after everything the request holds, where the API takes one. */
  cacheControl?: CacheControl | undefined;
  /** Options of a vendor in the words of its AI SDK package, by vendor: `anthropic`, `openai`, `google`. */
  vendorOptions?: VendorOptions | undefined;
  /** Whether a streamed answer reports its token usage. Default true. */
  includeUsage?: boolean | undefined;
}

/**
 * Options in the words of a vendor's AI SDK package, by vendor: `anthropic`, `openai`, `google`. An API
 * reads those of its own vendor and leaves out the others.
 */
export type VendorOptions = Readonly<Record<string, Readonly<JSONObject>>>;

/**
 * How much a model thinks before it answers. The model's traits decide how it is sent. Other strings pass
 * unchanged, for efforts newer than this package.
 */
export type ReasoningEffort =
  | "none"
  | "minimal"
  | "low"
  | "medium"
  | "high"
  | "xhigh"
  | "max"
  | (string & {});

/** Which tool the model must call: one of its choice, none, or one by name; `auto` leaves it to the model. */
export type ChatToolChoice = "auto" | "none" | "required" | { toolName: string };

/** A prompt-cache mark as Anthropic defines it, on a message part, a message or a tool. */
export interface CacheControl {
  type: "ephemeral";
  ttl?: "5m" | "1h" | undefined;
}

/** The field of each API's body that holds an option; the names of nested fields are joined by dots. */
export type OptionFields = Readonly<Partial<Record<ChatApiName, string>>>;

/** What a plain option may be, and which APIs have it. */
export interface PlainChatOption extends SettingRule {
  /** Its field by API. For an API without one the option is left out, with a warning. */
  fields: OptionFields;
  /** The API's default value, or default item of a list. If an API cannot send it, there is no warning. */
  defaultValue?: string | number | boolean | undefined;
  /** Whether OpenAI's Chat Completions lacks the field, and refuses it as it does every unknown one. */
  isUnknownToOpenAI?: boolean | undefined;
}

function option(
  kind: SettingKind,
  fields: OptionFields,
  defaultValue?: PlainChatOption["defaultValue"],
): PlainChatOption {
  return { ...settingRules[kind], fields, defaultValue };
}

/** Every plain option, with its field in each API's body. To add an option, add a row here. */
export const plainChatOptions: {
  readonly [Name in keyof PlainChatOptions]-?: PlainChatOption;
} = {
  temperature: option("positiveOrZero", {
    chat: "temperature",
    responses: "temperature",
    messages: "temperature",
    gemini: "generationConfig.temperature",
  }),
  topP: option("share", {
    chat: "top_p",
    responses: "top_p",
    messages: "top_p",
    gemini: "generationConfig.topP",
  }),
  topK: {
    ...option("integer", {
      chat: "top_k",
      messages: "top_k",
      gemini: "generationConfig.topK",
    }),
    isUnknownToOpenAI: true,
  },
  presencePenalty: option(
    "number",
    { chat: "presence_penalty", gemini: "generationConfig.presencePenalty" },
    0,
  ),
  frequencyPenalty: option(
    "number",
    { chat: "frequency_penalty", gemini: "generationConfig.frequencyPenalty" },
    0,
  ),
  stopSequences: option("strings", {
    chat: "stop",
    messages: "stop_sequences",
    gemini: "generationConfig.stopSequences",
  }),
  seed: option("integer", { chat: "seed", gemini: "generationConfig.seed" }),
  choiceCount: option("size", { chat: "n", gemini: "generationConfig.candidateCount" }, 1),
  logprobs: option(
    "booleanOrCount",
    { chat: "logprobs", responses: "top_logprobs", gemini: "generationConfig.responseLogprobs" },
    false,
  ),
  logitBias: option("numbersByKey", { chat: "logit_bias" }),
  modalities: option(
    "strings",
    { chat: "modalities", gemini: "generationConfig.responseModalities" },
    "text",
  ),
  audio: option("speech", { chat: "audio" }),
  prediction: option("object", { chat: "prediction" }),
  webSearchOptions: option("object", { chat: "web_search_options" }),
  verbosity: option("string", { chat: "verbosity", responses: "text.verbosity" }),
  user: option("string", { chat: "user", responses: "user", messages: "metadata.user_id" }),
  serviceTier: option("string", {
    chat: "service_tier",
    responses: "service_tier",
    messages: "service_tier",
    gemini: "serviceTier",
  }),
  store: option("boolean", { chat: "store", responses: "store" }, false),
  promptCacheKey: option("string", { chat: "prompt_cache_key", responses: "prompt_cache_key" }),
  metadata: option("stringsByKey", { chat: "metadata", responses: "metadata" }),
  safetySettings: option("objects", { gemini: "safetySettings" }),
};

/** The options that narrow the choice of the next token. Some models refuse all of them. A new one belongs here too. */
export const SAMPLERS: readonly (keyof PlainChatOptions)[] = ["temperature", "topP", "topK"];

/** A rule for every option, to check settings with. */
export const chatOptionRules: SettingRules<ChatOptions> = {
  ...plainChatOptions,
  maxOutputTokens: settingRules.count,
  reasoningEffort: settingRules.string,
  reasoningBudget: settingRules.integer,
  reasoningSummary: settingRules.string,
  toolChoice: settingRules.toolChoice,
  parallelToolCalls: settingRules.boolean,
  cacheControl: settingRules.cacheControl,
  vendorOptions: settingRules.objectsByKey,
  includeUsage: settingRules.boolean,
};

/** The chat options among other settings, such as those of a framework's model. Only options that are set. */
export function pickChatOptions(given: Readonly<ChatOptions>): ChatOptions {
  return pickSettings<ChatOptions>(chatOptionRules, given);
}

/** The keys of a table with their type. The table must have no keys that its type does not list. */
export function namesOf<Table extends object>(table: Table): (keyof Table)[] {
  const names: (keyof Table)[] = [];
  for (const name in table) names.push(name);
  return names;
}

/** The plain option that a field of a Chat Completions body stands for; undefined for other fields. */
export function findOptionOfField(field: string): keyof PlainChatOptions | undefined {
  return namesOf(plainChatOptions).find((name) => plainChatOptions[name].fields.chat === field);
}
