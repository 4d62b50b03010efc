import {
  type ChatToolChoice,
  CometAPIError,
  type JSONObject,
  type ReasoningEffort,
} from "@cometapi/core";

/**
 * What a model is told besides messages and tools: as settings of `CometAPI` for all its calls, as
 * `additionalChatOptions` for one. Only what is set is sent; there are no defaults of our own.
 */
export interface CometAPIChatOptions {
  temperature?: number | undefined;
  topP?: number | undefined;
  topK?: number | undefined;
  /** Upper bound of generated tokens. Sent under the name the model understands. */
  maxTokens?: number | undefined;
  presencePenalty?: number | undefined;
  frequencyPenalty?: number | undefined;
  /** Strings that end the answer. They are not part of it. */
  stopSequences?: readonly string[] | undefined;
  seed?: number | undefined;
  /** How much the model thinks before it answers. */
  reasoningEffort?: ReasoningEffort | undefined;
  /** Whether the model must call a tool: `auto`, `none`, `required` or `{ toolName }`. Sent with tools. */
  toolChoice?: ChatToolChoice | undefined;
  /** Whether the model may call several tools at once. The vendor's default is usually true. */
  parallelToolCalls?: boolean | undefined;
  /** True for log probabilities of the chosen tokens, a number for that many alternatives as well. */
  logprobs?: boolean | number | undefined;
  /** Bias by token id, from -100 to 100. */
  logitBias?: Readonly<Record<string, number>> | undefined;
  /** What the answer may contain, e.g. `["text", "image"]`. */
  modalities?: readonly string[] | undefined;
  /** Stable identifier of the end user. */
  user?: string | undefined;
  /** Fields of the request body that have no option here, in the API's own spelling. They win. */
  additionalKwargs?: Readonly<JSONObject> | undefined;
  /**
   * Ends the call; as a setting, all calls. Its reason is thrown as it is, but a setting's becomes a
   * message within an agent: see `onAgentError`.
   */
  signal?: AbortSignal | undefined;
}

const optionNames: ReadonlySet<string> = new Set([
  "temperature",
  "topP",
  "topK",
  "maxTokens",
  "presencePenalty",
  "frequencyPenalty",
  "stopSequences",
  "seed",
  "reasoningEffort",
  "toolChoice",
  "parallelToolCalls",
  "logprobs",
  "logitBias",
  "modalities",
  "user",
  "additionalKwargs",
  "signal",
] satisfies (keyof CometAPIChatOptions)[]);

/**
 * The options of one call over those of the LLM. `additionalKwargs` are merged, signals both count.
 *
 * @throws CometAPIError `invalid-argument` for a name that is none of {@link CometAPIChatOptions}.
 */
export function resolveChatOptions(
  settings: CometAPIChatOptions,
  options: CometAPIChatOptions = {},
): CometAPIChatOptions {
  const resolved: CometAPIChatOptions = { ...settings };
  for (const [name, value] of Object.entries(options)) {
    if (!optionNames.has(name)) throw unknownOption(name);
    if (value !== undefined) Object.assign(resolved, { [name]: value });
  }
  const signals = [settings.signal, options.signal].filter((signal) => signal !== undefined);
  return {
    ...resolved,
    additionalKwargs: { ...settings.additionalKwargs, ...options.additionalKwargs },
    signal: signals.length > 1 ? AbortSignal.any(signals) : signals[0],
  };
}

function unknownOption(name: string): CometAPIError {
  return new CometAPIError({
    code: "invalid-argument",
    message:
      `additionalChatOptions has no option \`${name}\`. Fields of the request body in the API's own ` +
      `spelling go into \`additionalChatOptions.additionalKwargs\`.`,
  });
}
