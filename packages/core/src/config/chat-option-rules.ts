import type { ChatRequest } from "../chat/chat-request.ts";
import { settingRules, type SettingRules } from "./setting-rules.ts";

type ChatOptions = Omit<
  ChatRequest,
  "model" | "api" | "messages" | "tools" | "responseFormat" | "includeRaw" | "extraBody"
>;

/** Rules for the options of a chat, under their names in `ChatRequest`. */
export const chatOptionRules: SettingRules<ChatOptions> = {
  temperature: settingRules.number,
  topP: settingRules.number,
  topK: settingRules.number,
  maxOutputTokens: settingRules.number,
  presencePenalty: settingRules.number,
  frequencyPenalty: settingRules.number,
  stopSequences: settingRules.strings,
  seed: settingRules.number,
  choiceCount: settingRules.size,
  toolChoice: settingRules.toolChoice,
  parallelToolCalls: settingRules.boolean,
  reasoningEffort: settingRules.string,
  reasoningBudget: settingRules.number,
  reasoningSummary: settingRules.string,
  verbosity: settingRules.string,
  serviceTier: settingRules.string,
  store: settingRules.boolean,
  promptCacheKey: settingRules.string,
  metadata: settingRules.stringsByKey,
  cacheControl: settingRules.cacheControl,
  safetySettings: settingRules.objects,
  vendorOptions: settingRules.objectsByKey,
  logprobs: settingRules.booleanOrNumber,
  logitBias: settingRules.numbersByKey,
  modalities: settingRules.strings,
  user: settingRules.string,
  includeUsage: settingRules.boolean,
};
