import type { ChatApiName } from "../chat/chat-api-name.ts";
import type { PlainChatOptions, ReasoningEffort } from "../chat/chat-options.ts";

/** A request option that a model may refuse, by its name in `ChatRequest`. */
export type RefusableOption = keyof PlainChatOptions;

/** A request option that the relay may pass over, by its name in `ChatRequest`. */
export type IgnorableOption =
  | RefusableOption
  | "parallelToolCalls"
  | "reasoningEffort"
  | "responseFormat"
  | "tools";

/**
 * When an option is refused: `always`, or `while-reasoning`, which means unless the request sets the
 * reasoning effort to `none`.
 */
export type Refusal = "always" | "while-reasoning";

/**
 * How thinking is requested on the Messages API: the model decides itself (`adaptive`), with so many tokens
 * (`budget`), only between calls of tools (`between-tools`), not at all (`disabled`).
 */
export type ThinkingKind = "adaptive" | "budget" | "between-tools" | "disabled";

/** A kind of content a model reads. */
export type InputModality = "text" | "image" | "audio" | "video" | "file";

/**
 * What is known about a model. For a model nobody has described, every
 * option is sent as it was given and every fact is undefined.
 */
export interface ModelTraitValues {
  /** The text API that `auto` takes: the one that loses nothing of what the model is for. */
  api: ChatApiName;
  /** The body field that bounds the generated tokens. */
  maxTokensField: "max_tokens" | "max_completion_tokens";
  /** Options that would fail the request. They are left out, with a warning. */
  refusedOptions: Readonly<Partial<Record<RefusableOption, Refusal>>>;
  /**
   * Options that CometAPI's kind of relay is known to pass over on Chat Completions. They are sent all
   * the same, with a warning, and a response format is asked for in words as well.
   */
  ignoredOptions: readonly IgnorableOption[];
  /** Whether `temperature` and `topP` may stand in one request. */
  acceptsTemperatureWithTopP: boolean;
  /** Whether samplers may stand beside a reasoning effort on Chat Completions. */
  acceptsSamplingWithEffort: boolean;
  /** What is sent as `top_p` on Chat Completions when nothing is asked for. */
  defaultTopP: number | undefined;
  /** Whether `stop` must be one text on Chat Completions. */
  takesStopAsText: boolean;
  /** Whether Chat Completions takes `parallel_tool_calls` for the model. */
  acceptsParallelToolCalls: boolean;
  /**
   * The efforts `reasoning_effort` may have, from least to most. Empty: the field is refused.
   * Undefined: any value is sent as it was given.
   */
  reasoningEfforts: readonly ReasoningEffort[] | undefined;
  /** The efforts on Responses, where they are others than `reasoningEfforts`. */
  responsesEfforts: readonly ReasoningEffort[] | undefined;
  /** The levels the model's thinking may have, from least to most, on APIs that take a level. */
  thinkingLevels: readonly ReasoningEffort[] | undefined;
  /** How many tokens the model may think for, on APIs that take a number. */
  thinkingBudget: ThinkingBudget | undefined;
  /** Whether an earlier step of calls is refused without the signature that came with its first call. */
  wantsSignedCalls: boolean;
  /** The kinds of thinking the Messages API takes for the model. Undefined: any is sent as asked for. */
  thinkingKinds: readonly ThinkingKind[] | undefined;
  /** As `reasoningEfforts`, for `output_config.effort` of the Messages API. */
  messagesEfforts: readonly ReasoningEffort[] | undefined;
  /** Whether the Messages API can hold an answer, and the arguments of a strict tool, to a schema. */
  constrainsBySchema: boolean;
  /** Whether the Messages API takes the demand that a tool be called. */
  acceptsForcedTools: boolean;
  /**
   * When the demand that a tool be called is refused on Chat Completions: as other options are, or
   * `with-effort`, which means when the request sets a reasoning effort other than `none`.
   */
  refusesForcedTools: Refusal | "with-effort" | undefined;
  /** Whether an answer may be begun for the model by a last message of the assistant, on Messages. */
  acceptsPrefill: boolean;
  /** Whether function tools may be offered while the model reasons. */
  acceptsToolsWithReasoning: boolean;
  /** Whether the role `developer` is known; where it is not, such a message is sent as `system`. */
  acceptsDeveloperRole: boolean;
  /** The role in which system messages are sent on Responses. */
  systemRole: "system" | "developer";
  /** Whether earlier answers go back with their reasoning text, as `reasoning_content`. */
  echoesReasoning: boolean;
  /**
   * The strictest form of JSON answer: by schema, any object, or none but asking for it in words.
   * Undefined: a schema is sent as it was given, and nobody has said what becomes of it.
   */
  structuredOutput: "json-schema" | "json-object" | "none" | undefined;
  /** Whether a response format may stand beside tools. */
  acceptsFormatWithTools: boolean;
  /** Whether functions may be offered together with the vendor's own tools. */
  acceptsToolMix: boolean;
  /** Whether images and files may stand within a tool's result. */
  acceptsMediaInResults: boolean;
  /** Whether prompt-cache marks have an effect; where they have none they are left out. */
  acceptsCacheControl: boolean;
  /** Whether prompt-cache marks can be sent as breakpoints on Responses. */
  acceptsCacheBreakpoints: boolean;
  /** Whether what `refusedOptions` says of log probabilities holds on Responses as well. */
  refusesLogprobsOnResponses: boolean;
  /** Whether the model can think before it answers. */
  isReasoning: boolean | undefined;
  /** Whether the model can call functions. */
  supportsTools: boolean | undefined;
  /** What the model reads on this path. */
  inputModalities: readonly InputModality[] | undefined;
  /** Tokens of input and output together. */
  contextWindow: number | undefined;
  /** Most tokens in one answer, reasoning included. */
  maxOutputTokens: number | undefined;
}

/** Bounds of the number of tokens that a model may think for. */
export interface ThinkingBudget {
  least: number;
  most: number;
  /** Whether it answers without thinking when the number is 0. */
  canBeOff: boolean;
}

/** The traits of one model, with the reasons for those that are not as for any other model. */
export interface ModelTraits extends ModelTraitValues {
  /**
   * Why a trait is as it is, or why an option is refused: a sentence to show to a user. Only for those
   * that lead to a warning; why the others are so stands in the rows as comments.
   */
  reasons: Readonly<Partial<Record<keyof ModelTraitValues | RefusableOption, string | undefined>>>;
}

/**
 * One row of the traits table: what all models of a family have in common. Who says so stands in it as a
 * comment, by names of `MODEL_TRAIT_SOURCES`: in the code everybody would load it.
 */
export interface ModelTraitRow {
  /** Matched against the id in the form that `normalizeFamilyId` gives it. */
  pattern: RegExp;
  traits: Partial<ModelTraitValues>;
  /** What the family does, in a sentence that ends a warning. A comment where no warning is given. */
  reason?: string;
}

/** The traits of a model no row describes. */
export const UNKNOWN_MODEL_TRAITS: ModelTraitValues = {
  api: "chat",
  maxTokensField: "max_tokens",
  refusedOptions: {},
  ignoredOptions: [],
  acceptsTemperatureWithTopP: true,
  acceptsSamplingWithEffort: true,
  defaultTopP: undefined,
  takesStopAsText: false,
  acceptsParallelToolCalls: true,
  reasoningEfforts: undefined,
  responsesEfforts: undefined,
  thinkingLevels: undefined,
  thinkingBudget: undefined,
  wantsSignedCalls: false,
  thinkingKinds: undefined,
  messagesEfforts: undefined,
  constrainsBySchema: false,
  acceptsForcedTools: true,
  refusesForcedTools: undefined,
  acceptsPrefill: true,
  acceptsToolsWithReasoning: true,
  acceptsDeveloperRole: true,
  systemRole: "system",
  echoesReasoning: false,
  structuredOutput: undefined,
  acceptsFormatWithTools: true,
  acceptsToolMix: true,
  acceptsMediaInResults: true,
  acceptsCacheControl: true,
  acceptsCacheBreakpoints: false,
  refusesLogprobsOnResponses: false,
  isReasoning: undefined,
  supportsTools: undefined,
  inputModalities: undefined,
  contextWindow: undefined,
  maxOutputTokens: undefined,
};
