import type { ModelTraitRow } from "../model-traits.ts";

/**
 * Models for which `auto` takes another API than Chat Completions: the one that loses nothing of what
 * the model is for on a server of CometAPI's kind. Families whose best API is less certain have no row.
 */
export const API_ROWS: readonly ModelTraitRow[] = [
  {
    pattern: /^claude-/,
    traits: { api: "messages" },
    // On the way to Claude, Chat Completions loses thinking with its signatures, effort, the prompt
    // cache, structured output, citations and all but the last text block.
    // Sources: relay-source, cometapi-messages-documentation
  },
  {
    pattern: /^gemini-(?!.*(?:embedding|-tts|live))/,
    traits: { api: "gemini" },
    // On the way to Gemini, Chat Completions loses thoughts and their signatures, thinking levels,
    // grounding, safety settings and audio.
    // Sources: relay-source
  },
  {
    pattern: /^(?:gpt-(?:[5-9]|\d{2})(?!.*-(?:chat|search|audio|realtime|image))|o[134](?:$|-))/,
    traits: { api: "responses" },
    // For models that reason, Chat Completions loses the reasoning between steps, strict tools and
    // OpenAI's own tools.
    // Sources: relay-source, cometapi-responses-documentation
  },
];
