import {
  type CacheControl,
  type ChatApiSetting,
  type ChatRequest,
  type Echo,
  type JSONObject,
  oneOf,
  type ReasoningEffort,
  type SettingRules,
  settingRules,
  type VendorBlockPart,
} from "@cometapi/core";
import { anEcho, aVendorBlock } from "./option-rules.ts";

/** What `providerOptions.cometapi` takes for a chat call. */
export type CometAPIChatLanguageModelOptions = {
  /** Which text API carries the call. Default: the model's. */
  api?: ChatApiSetting;
  /** Stable identifier of the end user, for the vendor's abuse monitoring. */
  user?: string;
  /** Reasoning effort as the vendor spells it. Wins over the call's own `reasoning`. */
  reasoningEffort?: ReasoningEffort;
  /** Most tokens the model may think for, where it takes a number. Wins over the effort. */
  reasoningBudget?: number;
  /** Whether and how fully the vendor sums its reasoning up: `auto`, `concise`, `detailed`, `none`. */
  reasoningSummary?: NonNullable<ChatRequest["reasoningSummary"]>;
  /** How much the model writes: `low`, `medium` or `high`, where it knows the option. */
  textVerbosity?: string;
  /** The vendor's class of service, e.g. `flex` or `priority`. */
  serviceTier?: string;
  /** Whether the vendor keeps the answer. */
  store?: boolean;
  /** Groups requests that begin alike, so that the vendor finds its prompt cache. */
  promptCacheKey?: string;
  /** Labels the vendor keeps with the answer. */
  metadata?: Record<string, string>;
  /** A prompt-cache mark after everything the request holds, where the API takes one. */
  cacheControl?: CacheControl;
  /** What Gemini blocks, by category, as Google writes it. */
  safetySettings?: JSONObject[];
  /** Whether the model may call several tools in one turn. Default: the vendor's, usually true. */
  parallelToolCalls?: boolean;
  /** True for log probabilities of the chosen tokens, a number for that many alternatives as well. */
  logprobs?: boolean | number;
  /** Bias by token id, from -100 to 100. */
  logitBias?: Record<string, number>;
  /** Whether the vendor must refuse output that does not follow the schema. Default: where strict mode takes it. */
  strictJsonSchema?: boolean;
  /** What the answer may contain, e.g. `["text", "image"]`. */
  modalities?: string[];
  /** Voice and format of spoken answers, with `modalities: ["text", "audio"]`. */
  audio?: { voice: string; format: string };
  /** What most of the answer is expected to be, so that it comes faster: OpenAI's predicted outputs. */
  prediction?: JSONObject;
  /** Search of the web by models that search on Chat Completions, as OpenAI writes it. */
  webSearchOptions?: JSONObject;
  /** Models tried in this order, before any output. Default: those of the provider's settings. */
  fallbackModels?: string[];
  /** How dear they may be, in prices of the requested model. Default: the provider's setting. */
  maxFallbackPriceRatio?: number;
  /** What the call is for, for `onUsage` and bills. Default: the provider's setting. */
  tag?: string;
  /** Whether a streamed answer reports its token usage. Default: the provider's setting. */
  includeUsage?: boolean;
  /** Fields merged into the request body last, over everything else and the provider's own. */
  extraBody?: JSONObject;
};

/** What `providerOptions.cometapi` takes on a message. */
export type CometAPIMessageOptions = {
  /** Marks the prompt up to the end of this message for the vendor's cache. */
  cacheControl?: CacheControl;
};

/** What `providerOptions.cometapi` takes on a part of a message. */
export type CometAPIPartOptions = CometAPIMessageOptions & {
  /** How closely the model looks at an image: `low`, `high`, `auto` and what vendors add. */
  imageDetail?: string;
  /** Written by this provider: what goes back with the part unchanged, such as a signature. */
  echo?: Echo;
  /** Written by this provider: a block of the vendor's, sent back unchanged. */
  vendorBlock?: Omit<VendorBlockPart, "type">;
  /** Written by this provider: whether a text is a refusal. */
  refusal?: boolean;
  /** Written by this provider: what a generated audio clip says; the text holds it too. */
  transcript?: string;
};

/** What `providerOptions.cometapi` takes on a tool. */
export type CometAPIToolOptions = CometAPIMessageOptions;

export const chatOptionRules: SettingRules<CometAPIChatLanguageModelOptions> = {
  api: oneOf("auto", "chat", "responses", "messages", "gemini"),
  user: settingRules.string,
  reasoningEffort: settingRules.string,
  reasoningBudget: settingRules.number,
  reasoningSummary: oneOf("auto", "concise", "detailed", "none"),
  textVerbosity: settingRules.string,
  serviceTier: settingRules.string,
  store: settingRules.boolean,
  promptCacheKey: settingRules.string,
  metadata: settingRules.stringsByKey,
  cacheControl: settingRules.cacheControl,
  safetySettings: settingRules.objects,
  parallelToolCalls: settingRules.boolean,
  logprobs: settingRules.booleanOrNumber,
  logitBias: settingRules.numbersByKey,
  strictJsonSchema: settingRules.boolean,
  modalities: settingRules.strings,
  audio: {
    expected: "{ voice, format }, both strings",
    accepts: (value) =>
      settingRules.object.accepts(value) &&
      ["voice", "format"].every((name) => typeof Reflect.get(Object(value), name) === "string"),
  },
  prediction: settingRules.object,
  webSearchOptions: settingRules.object,
  fallbackModels: settingRules.strings,
  maxFallbackPriceRatio: settingRules.ratio,
  tag: settingRules.string,
  includeUsage: settingRules.boolean,
  extraBody: settingRules.object,
};

export const messageOptionRules: SettingRules<CometAPIMessageOptions> = {
  cacheControl: settingRules.cacheControl,
};

export const partOptionRules: SettingRules<CometAPIPartOptions> = {
  cacheControl: settingRules.cacheControl,
  imageDetail: settingRules.string,
  echo: anEcho,
  vendorBlock: aVendorBlock,
  refusal: settingRules.boolean,
  transcript: settingRules.string,
};
