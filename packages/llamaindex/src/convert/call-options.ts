import {
  checkSettings,
  chatOptionRules,
  type ChatToolChoice,
  connectionRules,
  findOptionOfField,
  type JSONObject,
  type JSONValue,
  type SettingRule,
  type SettingRules,
  settingRules,
} from "@cometapi/core";
import type {
  AgentErrorHandling,
  CometAPICallOptions,
  CometAPIChatOptions,
} from "../chat-options.ts";

const {
  maxOutputTokens,
  choiceCount: _choiceCount,
  includeUsage: _usage,
  ...own
} = chatOptionRules;

/** What each option may be. */
export const optionRules: SettingRules<CometAPIChatOptions> = {
  ...own,
  maxTokens: maxOutputTokens,
  api: connectionRules.api,
  extraBody: connectionRules.extraBody,
  signal: settingRules.signal,
  tag: connectionRules.tag,
  vendorTools: {
    expected: "a list of { id, name, args }",
    accepts: (value) => Array.isArray(value) && value.every(isVendorTool),
  },
};

function isVendorTool(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && "id" in value && typeof value.id === "string"
  );
}

/** What `onAgentError` may be. */
export const agentErrorRule: SettingRule = {
  expected: '"message", "throw" or a function',
  accepts: (value) => value === "message" || value === "throw" || typeof value === "function",
};

/** What one call says besides its messages and tools. */
export interface CallOptions extends CometAPIChatOptions {
  onAgentError?: AgentErrorHandling | undefined;
  /** From a `response_format` among them. */
  responseFormat?: object | undefined;
}

const callRules: SettingRules<CallOptions> = {
  ...optionRules,
  onAgentError: agentErrorRule,
  responseFormat: settingRules.object,
};

/**
 * The option that a field of a Chat Completions body is here, besides those of which core knows. Every
 * other field goes into the body.
 */
const OPTION_OF_FIELD: Readonly<Record<string, keyof CallOptions>> = {
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

const BODY_FIELD = /_|^(?:audio|prediction)$/;

/**
 * The options of one call, fields in the API's own spelling among them.
 *
 * @throws CometAPIError `invalid-argument` for a name or a value that cannot be.
 */
export function convertCallOptions(given: CometAPICallOptions = {}): CallOptions {
  const options: Record<string, unknown> = {};
  const fromFields: Record<string, unknown> = {};
  const body: JSONObject = {};
  const entries: [string, unknown][] = Object.entries(given);
  for (const [name, value] of entries) {
    if (value === undefined || value === null) continue;
    const option = Object.hasOwn(callRules, name) ? undefined : findOption(name);
    const converted = option === undefined ? undefined : convertField(name, value);
    if (option !== undefined && converted !== undefined) fromFields[option] = converted;
    else if (BODY_FIELD.test(name) && isJSON(value)) body[name] = value;
    else options[name] = value;
  }
  const all: object = { ...options, ...fromFields };
  checkOptions(all);
  return Object.keys(body).length === 0
    ? all
    : { ...all, extraBody: { ...body, ...all.extraBody } };
}

function findOption(field: string): keyof CallOptions | undefined {
  if (Object.hasOwn(OPTION_OF_FIELD, field)) return OPTION_OF_FIELD[field];
  const option = findOptionOfField(field);
  // An answer of LlamaIndex has no place for a second choice.
  return option === "choiceCount" ? undefined : option;
}

function isJSON(value: unknown): value is JSONValue {
  return ["boolean", "number", "object", "string"].includes(typeof value);
}

/** Undefined where core has no word for it. */
function convertField(name: string, value: unknown): unknown {
  if (name === "stop") return typeof value === "string" ? [value] : value;
  return name === "tool_choice" ? convertToolChoice(value) : value;
}

function convertToolChoice(choice: unknown): ChatToolChoice | undefined {
  if (choice === "auto" || choice === "none" || choice === "required") return choice;
  if (typeof choice !== "object" || choice === null || !("function" in choice)) return undefined;
  const { function: declared } = choice;
  if (typeof declared !== "object" || declared === null || !("name" in declared)) return undefined;
  return typeof declared.name === "string" ? { toolName: declared.name } : undefined;
}

function checkOptions(options: object): asserts options is CallOptions {
  checkSettings("additionalChatOptions", options, callRules);
}
