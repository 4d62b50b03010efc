import { type ChatModelId, type SettingRules, settingRules } from "@cometapi/core";
import {
  agentErrorRule,
  type AgentErrorHandling,
  type CometAPIChatOptions,
  optionRules,
} from "./chat-options.ts";
import { type CometAPIConnectionSettings, connectionSettingRules } from "./connection-settings.ts";
import { resolveModel } from "./resolve-model.ts";

/**
 * Settings of {@link CometAPI}: which model, how it is to answer, how to reach it. Everything is
 * optional; the options of {@link CometAPIChatOptions} apply to every call that does not set them.
 */
export interface CometAPISettings extends CometAPIConnectionSettings, CometAPIChatOptions {
  /** Model id as CometAPI knows it. Default `gpt-4o-mini`. */
  model?: ChatModelId | undefined;
  /** The same as `model`, for code that was written for an LLM that calls it so. */
  modelName?: ChatModelId | undefined;
  /**
   * Tokens of input and output together; LlamaIndex cuts conversations and prompts to it. Default:
   * what is known of the model, else 128,000.
   */
  contextWindow?: number | undefined;
  /** Whether the model can call tools, which agents ask first. Default true. */
  supportToolCall?: boolean | undefined;
  /**
   * What a failure becomes within a LlamaIndex agent. Agents leave an error of their LLM unhandled,
   * which ends a Node process.
   *
   * - `message` (default): the agent's answer says what went wrong. `isAgentFailure` is true
   *   for such an answer; the error itself is in `options.error` of the chunk, which agents show in their stream
   *   events (`readChunkOptions`), and of the message in `llm-end`. A call that was cut off, or of a tool that
   *   was not offered, is reported in the same way and never run. So is an answer that is empty because its
   *   tokens were used up or a content filter held it back. The text of a failure is never sent to a model or
   *   turned into a structured answer.
   * - A function: as `message`, with the text that it returns for the error. What it throws is thrown.
   * - `throw`: the error is thrown.
   *
   * A call counts as an agent's if it is a streamed chat with `tools` (also an empty list), or an `exec` with
   * `responseFormat` and only an assistant's message. A call with its own `signal` or `onAgentError: "throw"`
   * does not count. Every other call throws.
   */
  onAgentError?: AgentErrorHandling | undefined;
}

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
  return resolveModel({ owner: "CometAPI", modelOrSettings, more }, rules, DEFAULT_MODEL);
}
