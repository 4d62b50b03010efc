import {
  type CacheControl,
  type ChatApiSetting,
  chatOptionRules,
  type ChatOptions,
  connectionRules,
  type Echo,
  type JSONObject,
  omitRules,
  oneOf,
  parseEcho,
  parseVendorBlock,
  type SettingRule,
  type SettingRules,
  settingRules,
  type VendorBlockPart,
} from "@cometapi/core";

/** Options of core for which the AI SDK has its own setting, and those whose answers it has no place for. */
const omitted = [
  "temperature",
  "topP",
  "topK",
  "presencePenalty",
  "frequencyPenalty",
  "stopSequences",
  "seed",
  "maxOutputTokens",
  "toolChoice",
  "choiceCount",
  "vendorOptions",
  "verbosity",
] as const;

/** A type with mutable lists and objects, as the AI SDK types JSON. */
type Writable<Value> = Value extends readonly (infer Item)[]
  ? Item[]
  : Value extends Readonly<Record<string, unknown>> | CacheControl
    ? { -readonly [Name in keyof Value]: Value[Name] }
    : Value;

/** Core's options of a chat for which the AI SDK has no setting. */
type CoreOptions = {
  [Name in keyof Omit<ChatOptions, (typeof omitted)[number]>]: Writable<
    Exclude<ChatOptions[Name], undefined>
  >;
};

/**
 * What `providerOptions.cometapi` takes for a chat call. `reasoningEffort` wins over the call's own `reasoning`.
 */
export type CometAPIChatLanguageModelOptions = CoreOptions & {
  /** Which text API carries the call. Default: that of the model. */
  api?: ChatApiSetting;
  /** How much the model writes: `low`, `medium` or `high`, where it knows the option. */
  textVerbosity?: string;
  /** Whether the vendor holds the output to the schema. Default: true for a schema that strict mode takes. */
  strictJsonSchema?: boolean;
  /** Models tried in this order, before any output. Default: those of the provider's settings. */
  fallbackModels?: string[];
  /** The highest price of a fallback model, as a multiple of the requested model's. Default: the provider's setting. */
  maxFallbackPriceRatio?: number;
  /** What the call is for, as `onUsage` and bills show it. Default: the provider's setting. */
  tag?: string;
  /** Fields merged into the request body last, over everything else and the provider's `extraBody`. */
  extraBody?: JSONObject;
};

/** What `providerOptions.cometapi` takes on a message. */
export type CometAPIMessageOptions = {
  /** Marks the prompt up to the end of this message for the vendor's cache. */
  cacheControl?: CacheControl;
};

/** What `providerOptions.cometapi` takes on a part of a message. */
export type CometAPIPartOptions = CometAPIMessageOptions & {
  /** How closely the model looks at an image: `low`, `high`, `auto`, or another word of the vendor's. */
  imageDetail?: string;
  /** Written by this provider: what the API wants back with the part unchanged, such as a signature. */
  echo?: Echo;
  /** Written by this provider: a vendor's block, which goes back unchanged. */
  vendorBlock?: Omit<VendorBlockPart, "type">;
  /** Written by this provider: whether a text is a refusal. */
  refusal?: boolean;
  /** Written by this provider: the words of a generated recording, which are in the text too. */
  transcript?: string;
};

/** What `providerOptions.cometapi` takes on a tool. */
export type CometAPIToolOptions = CometAPIMessageOptions;

/** A rule for every option of a chat call. */
export const callOptionRules: SettingRules<CometAPIChatLanguageModelOptions> = {
  ...omitRules(chatOptionRules, omitted),
  api: connectionRules.api,
  reasoningSummary: oneOf("auto", "concise", "detailed", "none"),
  textVerbosity: chatOptionRules.verbosity,
  strictJsonSchema: settingRules.boolean,
  fallbackModels: settingRules.strings,
  maxFallbackPriceRatio: settingRules.ratio,
  tag: settingRules.string,
  extraBody: settingRules.object,
};

const echo: SettingRule = {
  expected: "what this provider wrote there",
  accepts: (value) => parseEcho(value) !== undefined,
};

const vendorBlock: SettingRule = {
  expected: "what this provider wrote there",
  accepts: (value) => parseVendorBlock(value) !== undefined,
};

/** A rule for every option of a message or a tool. */
export const messageOptionRules: SettingRules<CometAPIMessageOptions> = {
  cacheControl: settingRules.cacheControl,
};

/** A rule for every option of a part. */
export const partOptionRules: SettingRules<CometAPIPartOptions> = {
  cacheControl: settingRules.cacheControl,
  imageDetail: settingRules.string,
  echo,
  vendorBlock,
  refusal: settingRules.boolean,
  transcript: settingRules.string,
};
