import {
  checkSettings,
  type ChatToolChoice,
  findOptionOfField,
  isObject,
  type JSONObject,
  type JSONValue,
  type SettingRules,
  settingRules,
} from "@cometapi/core";
import {
  agentErrorRule,
  type AgentErrorHandling,
  type CometAPICallOptions,
  type CometAPIChatOptions,
  optionRules,
} from "../settings/chat-options.ts";

/** What holds for one call, after fields of a Chat Completions body were turned into options. */
export interface CallConfig extends CometAPIChatOptions {
  onAgentError?: AgentErrorHandling | undefined;
  /** From a `response_format` among the fields. */
  responseFormat?: object | undefined;
}

const callRules: SettingRules<CallConfig> = {
  ...optionRules,
  onAgentError: agentErrorRule,
  responseFormat: settingRules.object,
};

/**
 * The option for a field of a Chat Completions body, where core's own table has none or another. Every field
 * without an option goes into the body.
 */
const OPTION_OF_FIELD: Readonly<Record<string, keyof CallConfig>> = {
  cache_control: "cacheControl",
  max_completion_tokens: "maxTokens",
  max_tokens: "maxTokens",
  parallel_tool_calls: "parallelToolCalls",
  reasoning_effort: "reasoningEffort",
  response_format: "responseFormat",
  safety_settings: "safetySettings",
  tool_choice: "toolChoice",
  top_logprobs: "logprobs",
};

/**
 * The options of one call, with those of the LLM where the call sets none. Either signal ends the call. The
 * LLM's `extraBody` is left out, because its client adds it to every request.
 *
 * @throws CometAPIError `invalid-argument` for an unknown option, or a value that an option cannot have.
 */
export function resolveCallConfig(
  settings: CometAPIChatOptions,
  given?: CometAPICallOptions,
): CallConfig {
  const options = convertFields(given);
  const signals = [settings.signal, options.signal].filter((signal) => signal !== undefined);
  return {
    ...settings,
    ...options,
    extraBody: options.extraBody,
    signal: signals.length > 1 ? AbortSignal.any(signals) : signals[0],
  };
}

/** The options of one call, among them those that were given as fields of a Chat Completions body. */
function convertFields(given: CometAPICallOptions = {}): CallConfig {
  const options: Record<string, unknown> = {};
  const fromFields: Record<string, unknown> = {};
  const body: JSONObject = {};
  const entries: [string, unknown][] = Object.entries(given);
  for (const [name, value] of entries) {
    if (value === undefined || value === null) continue;
    const field = Object.hasOwn(callRules, name) ? undefined : convertField(name, value);
    if (field !== undefined) fromFields[field.option] = field.value;
    else if (name.includes("_") && isJSON(value)) body[name] = value;
    // An option, or a name that the check refuses.
    else options[name] = value;
  }
  const all: object = { ...options, ...fromFields };
  checkOptions(all);
  if (Object.keys(body).length === 0) return all;
  return { ...all, extraBody: { ...body, ...all.extraBody } };
}

/** A field of a Chat Completions body as an option. Undefined if there is none for it, or none for its value. */
function convertField(
  name: string,
  value: unknown,
): { option: keyof CallConfig; value: unknown } | undefined {
  const option = findOption(name);
  const converted = convertValue(name, value);
  return option && converted !== undefined ? { option, value: converted } : undefined;
}

function findOption(field: string): keyof CallConfig | undefined {
  if (Object.hasOwn(OPTION_OF_FIELD, field)) return OPTION_OF_FIELD[field];
  const option = findOptionOfField(field);
  // An answer of LlamaIndex has no place for a second choice.
  return option === "choiceCount" ? undefined : option;
}

function convertValue(name: string, value: unknown): unknown {
  if (name === "stop") return typeof value === "string" ? [value] : value;
  return name === "tool_choice" ? convertToolChoice(value) : value;
}

function convertToolChoice(choice: unknown): ChatToolChoice | undefined {
  if (choice === "auto" || choice === "none" || choice === "required") return choice;
  const declared = isObject(choice) ? choice["function"] : undefined;
  const name = isObject(declared) ? declared["name"] : undefined;
  return typeof name === "string" ? { toolName: name } : undefined;
}

function isJSON(value: unknown): value is JSONValue {
  return ["boolean", "number", "object", "string"].includes(typeof value);
}

function checkOptions(options: object): asserts options is CallConfig {
  checkSettings("additionalChatOptions", options, callRules);
}
