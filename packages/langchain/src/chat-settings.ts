import { type ChatModelId, oneOf, type SettingRules, settingRules } from "@cometapi/core";
import type { BaseChatModelParams } from "@langchain/core/language_models/chat_models";
import type { ModelProfile } from "@langchain/core/language_models/profile";
import { type ChatParameters, parameterRules } from "./chat-parameters.ts";
import {
  callerRules,
  chatClientRules,
  type ChatClientSettings,
  type ConnectionSettings,
  connectionSettingRules,
} from "./connection-settings.ts";

/** Settings of `ChatCometAPI` besides the model id, with LangChain's own (`maxRetries`, `cache` …). */
export interface ChatCometAPIOptions
  extends BaseChatModelParams, ConnectionSettings, ChatClientSettings, ChatParameters {
  /**
   * True streams inside `invoke` as well, so that callbacks see tokens. False turns streaming off
   * for `stream` too. Default: `stream` streams, `invoke` does not.
   */
  streaming?: boolean | undefined;
  /** What the model can do, over what this package knows of it. */
  profile?: ModelProfile | undefined;
}

/** Settings of `ChatCometAPI` in one object. */
export interface ChatCometAPISettings extends ChatCometAPIOptions {
  /** Model id as CometAPI knows it. A leading `cometapi/` is removed; any other string passes. */
  model: ChatModelId;
}

const anything = { expected: "anything", accepts: (): boolean => true };

/** A rule for every setting of `ChatCometAPI`, those of LangChain's base class included. */
export const chatSettingRules: SettingRules<ChatCometAPISettings> = {
  ...connectionSettingRules,
  ...chatClientRules,
  ...callerRules,
  ...parameterRules,
  model: settingRules.string,
  streaming: settingRules.boolean,
  profile: settingRules.object,
  disableStreaming: settingRules.boolean,
  outputVersion: oneOf("v0", "v1"),
  cache: { expected: "a cache, true or false", accepts: isCache },
  verbose: settingRules.boolean,
  callbacks: anything,
  callbackManager: anything,
  tags: settingRules.strings,
  metadata: settingRules.object,
};

function isCache(value: unknown): boolean {
  return typeof value === "boolean" || settingRules.object.accepts(value);
}
