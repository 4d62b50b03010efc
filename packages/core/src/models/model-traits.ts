import type { ChatApiName } from "../chat/chat-api-name.ts";
import type { MediaPart } from "../chat/chat-request.ts";
import type { PlainChatOptions, ReasoningEffort } from "../chat/chat-options.ts";

/** A request option that a model may refuse, by its name in `ChatRequest`. */
export type RefusableOption = keyof PlainChatOptions;

/** A request option that the relay may ignore, by its name in `ChatRequest`. */
export type IgnorableOption =
  | RefusableOption
  | "parallelToolCalls"
  | "reasoningEffort"
  | "responseFormat"
  | "tools";

/**
 * When an option is refused: `always`, or `while-reasoning`, which means always except in a request with the
 * reasoning effort `none`.
 */
export type Refusal = "always" | "while-reasoning";

/**
 * How thinking is requested on the Messages API: the model decides itself (`adaptive`), up to a number of
 * tokens (`budget`), only between calls of tools (`between-tools`), not at all (`disabled`).
 */
export type ThinkingKind = "adaptive" | "budget" | "between-tools" | "disabled";

/** A kind of content a model reads. */
export type InputModality = "text" | MediaPart["type"];

/**
 * What is known about a model. For an unknown model every option is sent as it was given and every fact is
 * undefined.
 */
export interface ModelTraitValues {
  /** The text API that `auto` takes: the one in which nothing of the model's answers is lost. */
  api: ChatApiName;
  /** The body field that limits the generated tokens. */
  maxTokensField: "max_tokens" | "max_completion_tokens";
  /** Options that would fail the request. They are left out, with a warning. */
  refusedOptions: Readonly<Partial<Record<RefusableOption, Refusal>>>;
  /**
   * Options that a relay like CometAPI's is known to ignore on Chat Completions. They are still sent, with a
   * warning. A response format is also asked for in words.
   */
  ignoredOptions: readonly IgnorableOption[];
  /** Whether one request may have both `temperature` and `topP`. */
  acceptsTemperatureWithTopP: boolean;
  /** Whether a Chat Completions request may have both samplers and a reasoning effort. */
  acceptsSamplingWithEffort: boolean;
  /** The `top_p` that is sent on Chat Completions when the caller sets no sampler. */
  defaultTopP: number | undefined;
  /** Whether `stop` must be one text on Chat Completions. */
  takesStopAsText: boolean;
  /** Whether Chat Completions takes `parallel_tool_calls` for the model. */
  acceptsParallelToolCalls: boolean;
  /**
   * The efforts `reasoning_effort` may have, from least to most. Empty: the field is refused.
   * Undefined: the value is sent as it was given.
   */
  reasoningEfforts: readonly ReasoningEffort[] | undefined;
  /** The efforts on Responses, if they differ from `reasoningEfforts`. */
  responsesEfforts: readonly ReasoningEffort[] | undefined;
  /** The levels the model's thinking may have, from least to most, on APIs that take a level. */
  thinkingLevels: readonly ReasoningEffort[] | undefined;
  /** How many tokens the model may use for thinking, on APIs that take a number. */
  thinkingBudget: ThinkingBudget | undefined;
  /** Whether earlier tool calls are refused without the signature that came with the first call of their step. */
  wantsSignedCalls: boolean;
  /** The kinds of thinking the Messages API takes for the model. Undefined: the one asked for is sent. */
  thinkingKinds: readonly ThinkingKind[] | undefined;
  /** As `reasoningEfforts`, for `output_config.effort` of the Messages API. */
  messagesEfforts: readonly ReasoningEffort[] | undefined;
  /** Whether the Messages API can enforce a schema on an answer and on the arguments of a strict tool. */
  enforcesSchemaOnMessages: boolean;
  /** Whether the Messages API takes a tool choice that forces a call. */
  acceptsForcedTools: boolean;
  /**
   * When Chat Completions refuses a tool choice that forces a call: as for other options, or `with-effort`,
   * which means when the request sets a reasoning effort other than `none`.
   */
  refusesForcedTools: Refusal | "with-effort" | undefined;
  /** Whether the last message on Messages may be the assistant's, as the beginning of the answer. */
  acceptsPrefill: boolean;
  /** Whether function tools may be offered while the model reasons. */
  acceptsToolsWithReasoning: boolean;
  /** Whether the role `developer` is known. If not, such a message is sent as `system`. */
  acceptsDeveloperRole: boolean;
  /** The role in which system messages are sent on Responses. */
  systemRole: "system" | "developer";
  /** Whether earlier answers go back with their reasoning text, as `reasoning_content`. */
  echoesReasoning: boolean;
  /**
   * The strictest form of JSON answer: by a schema, any object, or `none`, where JSON can only be asked for in
   * words. Undefined: a schema is sent as it was given, and its effect is not known.
   */
  structuredOutput: "json-schema" | "json-object" | "none" | undefined;
  /** Whether a request may have both a response format and tools. */
  acceptsFormatWithTools: boolean;
  /** Whether functions may be offered together with the vendor's own tools. */
  acceptsToolMix: boolean;
  /** Whether a tool's result may contain images and files. */
  acceptsMediaInResults: boolean;
  /** Whether prompt-cache marks have an effect. If not, they are left out. */
  acceptsCacheControl: boolean;
  /** Whether prompt-cache marks can be sent as breakpoints on Responses. */
  acceptsCacheBreakpoints: boolean;
  /** Whether `refusedOptions` applies to log probabilities on Responses too. */
  refusesLogprobsOnResponses: boolean;
  /** Whether the model can think before it answers. */
  isReasoning: boolean | undefined;
  /** Whether the model can call functions. */
  supportsTools: boolean | undefined;
  /** The kinds of content that the model reads through CometAPI. */
  inputModalities: readonly InputModality[] | undefined;
  /** Tokens of input and output together. */
  contextWindow: number | undefined;
  /** Most tokens in one answer, reasoning included. */
  maxOutputTokens: number | undefined;
}

/**
 * What a user knows better about models than this package, by model id: the setting `modelTraits` of a client.
 * The id is the one that the request or `fallbackModels` names, letter by letter. A trait that is given replaces
 * the known one as a whole, `refusedOptions` too; the others stay.
 */
export type ModelTraitOverrides = Readonly<Record<string, Readonly<Partial<ModelTraitValues>>>>;

/** Bounds of the number of tokens that a model may use for thinking. */
export interface ThinkingBudget {
  min: number;
  max: number;
  /** Whether 0 turns thinking off. */
  canBeOff: boolean;
}

/** The traits of one model, with the reasons for those that differ from an unknown model's. */
export interface ModelTraits extends ModelTraitValues {
  /**
   * Why a trait is as it is, or why an option is refused: a sentence to show to a user. Only for traits that
   * lead to a warning. For the others, comments in the rows have the reason.
   */
  reasons: Readonly<Partial<Record<keyof ModelTraitValues | RefusableOption, string | undefined>>>;
}

/**
 * One row of the traits table: what all models of a family have in common. A comment in the row names its
 * sources in `MODEL_TRAIT_SOURCES`. It is a comment so that it is not loaded at run time.
 */
export interface ModelTraitRow {
  /** Matched against the id in the form that `normalizeFamilyId` gives it. */
  pattern: RegExp;
  traits: Partial<ModelTraitValues>;
  /** What the family does: a sentence that is added to a warning. A comment where there is no warning. */
  reason?: string;
}

/** `refusedOptions` for options that are always refused. */
export function refuse(options: readonly RefusableOption[]): ModelTraitValues["refusedOptions"] {
  return Object.fromEntries(options.map((option) => [option, "always"]));
}

/** The traits of a model that no row matches. */
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
  enforcesSchemaOnMessages: false,
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
