import {
  type CacheControl,
  type ChatApiSetting,
  chatOptionRules,
  type ChatOptions,
  connectionRules,
  type Echo,
  type JSONObject,
  oneOf,
  parseEcho,
  parseVendorBlock,
  type SettingRule,
  type SettingRules,
  settingRules,
  type VendorBlockPart,
} from "@cometapi/core";

/** What the AI SDK has a setting of its own for, and what its answers have no place for. */
type NotHere =
  | "temperature"
  | "topP"
  | "topK"
  | "presencePenalty"
  | "frequencyPenalty"
  | "stopSequences"
  | "seed"
  | "maxOutputTokens"
  | "toolChoice"
  | "choiceCount"
  | "vendorOptions"
  | "verbosity";

/** JSON as the AI SDK types it: its lists and objects may be written to. */
type Writable<Value> = Value extends readonly (infer Item)[]
  ? Item[]
  : Value extends Readonly<Record<string, unknown>> | CacheControl
    ? { -readonly [Name in keyof Value]: Value[Name] }
    : Value;

/** The options of a chat that core knows and the AI SDK has no setting for. */
type CoreOptions = {
  [Name in keyof Omit<ChatOptions, NotHere>]: Writable<Exclude<ChatOptions[Name], undefined>>;
};

/** What `providerOptions.cometapi` takes for a chat call. `reasoningEffort` wins over the call's own `reasoning`. */
export type CometAPIChatLanguageModelOptions = CoreOptions & {
  /** Which text API carries the call. Default: the model's. */
  api?: ChatApiSetting;
  /** How much the model writes: `low`, `medium` or `high`, where it knows the option. */
  textVerbosity?: string;
  /** Whether the vendor must refuse output that does not follow the schema. Default: where strict mode takes it. */
  strictJsonSchema?: boolean;
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

const {
  temperature: _temperature,
  topP: _topP,
  topK: _topK,
  presencePenalty: _presencePenalty,
  frequencyPenalty: _frequencyPenalty,
  stopSequences: _stopSequences,
  seed: _seed,
  maxOutputTokens: _maxOutputTokens,
  toolChoice: _toolChoice,
  choiceCount: _choiceCount,
  vendorOptions: _vendorOptions,
  verbosity: textVerbosity,
  ...coreRules
} = chatOptionRules;

export const callOptionRules: SettingRules<CometAPIChatLanguageModelOptions> = {
  ...coreRules,
  api: connectionRules.api,
  reasoningSummary: oneOf("auto", "concise", "detailed", "none"),
  textVerbosity,
  strictJsonSchema: settingRules.boolean,
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
  extraBody: settingRules.object,
};

/** What goes back with a part. */
const anEcho: SettingRule = {
  expected: "what this provider wrote there",
  accepts: (value) => parseEcho(value) !== undefined,
};

/** A vendor's block that goes back. */
const aVendorBlock: SettingRule = {
  expected: "what this provider wrote there",
  accepts: (value) => parseVendorBlock(value) !== undefined,
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
