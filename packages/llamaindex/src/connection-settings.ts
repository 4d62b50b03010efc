import {
  type ClientSettings,
  connectionRules,
  pickClientSettings,
  type SettingRules,
} from "@cometapi/core";
import { VERSION } from "./version.ts";

/** How to reach CometAPI. Nothing is read or checked before the first call. */
export type CometAPIConnectionSettings = Omit<ClientSettings, "api" | "extraBody">;

const { api: _api, extraBody: _extraBody, ...rules } = connectionRules;

/** What each of them may be. */
export const connectionSettingRules: SettingRules<CometAPIConnectionSettings> = rules;

/** What core has to know out of the settings of an LLM or an embedding model. */
export function resolveClientSettings(settings: ClientSettings): ClientSettings {
  const callers = [settings.userAgent, `llamaindex-cometapi/${VERSION}`];
  return { ...pickClientSettings(settings), userAgent: callers.filter(Boolean).join(" ") };
}
