import {
  type ClientSettings,
  connectionRules,
  omitRules,
  pickClientSettings,
  type SettingRules,
} from "@cometapi/core";
import { VERSION } from "../version.ts";

/** Settings of core's client that are options of a chat here. */
const omitted = ["api", "extraBody"] as const;

/** How to reach CometAPI. Nothing is read or checked before the first call. */
export type CometAPIConnectionSettings = Omit<ClientSettings, (typeof omitted)[number]>;

/** A rule for every connection setting. */
export const connectionSettingRules: SettingRules<CometAPIConnectionSettings> = omitRules(
  connectionRules,
  omitted,
);

/** What core has to know out of the settings of an LLM or an embedding model. */
export function resolveClientSettings(settings: ClientSettings): ClientSettings {
  const callers = [settings.userAgent, `llamaindex-cometapi/${VERSION}`];
  return { ...pickClientSettings(settings), userAgent: callers.filter(Boolean).join(" ") };
}
