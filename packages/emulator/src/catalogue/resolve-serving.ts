import type { ModelRow, Provider } from "./model-row.ts";

/** The text formats of CometAPI. */
export type TextAPIName = "chat" | "responses" | "messages" | "gemini";

/**
 * How the relay serves a model in a format: as it is, rewritten into the format that the vendor speaks (which loses
 * what that format cannot say), or not at all.
 */
export type Serving = "native" | "converted" | "refused";

/**
 * What the relay's channel of each vendor does with each format. Source: new-api's adaptors, commit afe16c64 of
 * 2026-07-28. Responses for Gemini has been converted since 2026-06-28; older relays refuse it. It is not known how old
 * CometAPI's relay is, so the emulator refuses it.
 */
const servings: Readonly<Record<Provider, Readonly<Record<TextAPIName, Serving>>>> = {
  OpenAI: serve("native", "native", "converted", "converted"),
  Anthropic: serve("converted", "refused", "native", "refused"),
  Google: serve("converted", "refused", "converted", "native"),
  xAI: serve("native", "native", "refused", "refused"),
  DeepSeek: serve("native", "refused", "native", "refused"),
  Moonshot: serve("native", "refused", "native", "refused"),
  Zhipu: serve("converted", "refused", "native", "refused"),
  MiniMax: serve("native", "refused", "native", "refused"),
  Alibaba: serve("native", "native", "native", "refused"),
  ByteDance: serve("native", "native", "converted", "refused"),
  BlackForestLabs: serve("native", "refused", "refused", "refused"),
  Kuaishou: serve("native", "refused", "refused", "refused"),
  // It is not known which channel serves an alias of CometAPI, or an id that is not in the catalogue.
  CometAPI: serve("native", "native", "native", "native"),
};

/** How a model is served in a text format. */
export function resolveServing(
  { provider }: Pick<ModelRow, "provider">,
  api: TextAPIName,
): Serving {
  return servings[provider][api];
}

function serve(
  chat: Serving,
  responses: Serving,
  messages: Serving,
  gemini: Serving,
): Record<TextAPIName, Serving> {
  return { chat, responses, messages, gemini };
}
