import { type ChatModelId, checkSettings, type SettingRules, settingRules } from "@cometapi/core";
import { chooseModel, joinModel } from "./choose-model.ts";
import { connectionSettingRules } from "./connection-settings.ts";
import { agentErrorRule, optionRules } from "./convert/call-options.ts";
import type { CometAPISettings } from "./llm-settings.ts";

const DEFAULT_MODEL = "gpt-4o-mini";

const rules: SettingRules<CometAPISettings> = {
  ...connectionSettingRules,
  ...optionRules,
  model: settingRules.string,
  modelName: settingRules.string,
  contextWindow: settingRules.size,
  supportToolCall: settingRules.boolean,
  onAgentError: agentErrorRule,
};

/** Settings of an LLM with its model. */
export type ResolvedLLMSettings = CometAPISettings & { model: string };

/**
 * The settings behind what an LLM was made of: a model id, an object, or both.
 *
 * @throws CometAPIError `invalid-argument` for a setting that does not exist or cannot be, and for two
 * models.
 */
export function resolveLLMSettings(
  modelOrSettings?: ChatModelId | CometAPISettings,
  more?: CometAPISettings,
): ResolvedLLMSettings {
  const settings = joinModel("CometAPI", modelOrSettings, more) ?? {};
  checkSettings("CometAPI", settings, rules);
  return { ...settings, model: chooseModel("CometAPI", settings) ?? DEFAULT_MODEL };
}
