import { CHAT_API_NAMES } from "../chat/chat-api-name.ts";
import { plainChatOptions } from "../chat/chat-options.ts";
import { MEDIA_NAMES } from "../chat/media-part.ts";
import {
  listOf,
  oneOf,
  type SettingRule,
  settingRules,
  type SettingRules,
} from "../config/setting-rules.ts";
import { isObject } from "../json-access.ts";
import type { ModelTraitValues } from "./model-traits.ts";

/** A rule for every trait. */
const modelTraitRules: SettingRules<ModelTraitValues> = {
  api: oneOf(...CHAT_API_NAMES),
  maxTokensField: oneOf("max_tokens", "max_completion_tokens"),
  refusedOptions: {
    expected: 'an object of "always" or "while-reasoning" by the name of an option',
    accepts: (value) =>
      isObject(value) &&
      Object.entries(value).every(
        ([name, refusal]) =>
          Object.hasOwn(plainChatOptions, name) &&
          (refusal === "always" || refusal === "while-reasoning"),
      ),
  },
  ignoredOptions: listOf(
    ...Object.keys(plainChatOptions),
    "parallelToolCalls",
    "reasoningEffort",
    "responseFormat",
    "tools",
  ),
  acceptsTemperatureWithTopP: settingRules.boolean,
  acceptsSamplingWithEffort: settingRules.boolean,
  defaultTopP: settingRules.number,
  takesStopAsText: settingRules.boolean,
  acceptsParallelToolCalls: settingRules.boolean,
  reasoningEfforts: settingRules.strings,
  responsesEfforts: settingRules.strings,
  thinkingLevels: settingRules.strings,
  thinkingBudget: {
    expected: "{ min, max, canBeOff }, two numbers and true or false",
    accepts: (value) =>
      isObject(value) &&
      settingRules.number.accepts(value["min"]) &&
      settingRules.number.accepts(value["max"]) &&
      settingRules.boolean.accepts(value["canBeOff"]),
  },
  wantsSignedCalls: settingRules.boolean,
  thinkingKinds: listOf("adaptive", "budget", "between-tools", "disabled"),
  messagesEfforts: settingRules.strings,
  enforcesSchemaOnMessages: settingRules.boolean,
  acceptsForcedTools: settingRules.boolean,
  refusesForcedTools: oneOf("always", "while-reasoning", "with-effort"),
  acceptsPrefill: settingRules.boolean,
  acceptsToolsWithReasoning: settingRules.boolean,
  acceptsDeveloperRole: settingRules.boolean,
  systemRole: oneOf("system", "developer"),
  echoesReasoning: settingRules.boolean,
  structuredOutput: oneOf("json-schema", "json-object", "none"),
  acceptsFormatWithTools: settingRules.boolean,
  acceptsToolMix: settingRules.boolean,
  acceptsMediaInResults: settingRules.boolean,
  acceptsCacheControl: settingRules.boolean,
  acceptsCacheBreakpoints: settingRules.boolean,
  refusesLogprobsOnResponses: settingRules.boolean,
  isReasoning: settingRules.boolean,
  supportsTools: settingRules.boolean,
  inputModalities: listOf("text", ...Object.keys(MEDIA_NAMES)),
  contextWindow: settingRules.size,
  maxOutputTokens: settingRules.size,
};

/** The rule of the setting `modelTraits`. */
export const modelTraitsRule: SettingRule = {
  expected: "an object of traits by model id",
  accepts: isObject,
  entries: modelTraitRules,
};
