import { SAMPLERS } from "../../chat/chat-options.ts";
import { type ModelTraitRow, refuse } from "../model-traits.ts";

/** Claude up to 4.5: by number, or by the date that stands where later ids have a second number. */
const OLDER_THAN_4_6 = /^claude-(?:instant|[12]|[a-z]+-(?:3|4(?!-(?:[6-9]|[1-5]\d)(?!\d))))/;

/** Anthropic's models, by ids as `normalizeFamilyId` writes them. */
export const ANTHROPIC_ROWS: readonly ModelTraitRow[] = [
  {
    pattern: /^claude-/,
    traits: { acceptsCacheControl: false },
    // Sources: observed-by-many
    reason:
      "Claude's prompt cache does not work through Chat Completions; it does on the Messages API.",
  },
  {
    pattern: /^claude-/,
    traits: { supportsTools: true, inputModalities: ["text", "image", "file"] },
    // Claude calls functions and reads text, images and PDF files.
    // Sources: anthropic-profiles
  },
  {
    pattern: /^claude-(?:opus-4-1|(?:opus|sonnet|haiku)-4-[5-9])(?!\d)/,
    traits: { acceptsTemperatureWithTopP: false },
    // Sources: new-api-5122
    reason: "From Opus 4.1 on Claude refuses temperature together with top_p (400).",
  },
  {
    pattern: /^claude-(?:opus-4-[78](?!\d)|[a-z]+-5)/,
    traits: { refusedOptions: refuse(SAMPLERS) },
    // Sources: anthropic-catalogue
    reason: "From Opus 4.7 on Claude takes no sampling parameters.",
  },
  {
    pattern: /^claude-.*-thinking$/,
    traits: { refusedOptions: refuse(SAMPLERS) },
    // Sources: opencode-claude-bridge-1
    reason: "Extended thinking is not compatible with sampling parameters.",
  },
  {
    pattern: /^claude-(?:sonnet-3-7|[a-z]+-[45])/,
    traits: { isReasoning: true },
    // Claude can think from Sonnet 3.7 on.
    // Sources: anthropic-profiles
  },
  {
    pattern: /^claude-[a-z]+-3(?!-7)/,
    traits: { isReasoning: false },
    // This Claude is older than extended thinking.
    // Sources: openrouter-profiles
  },
  {
    pattern: /^claude-[a-z]+-[34]/,
    traits: { contextWindow: 200_000 },
    // Window of Claude 3 and 4 without the long-context beta.
    // Sources: bundled-figures
  },
  {
    pattern: /^claude-(?:haiku|sonnet)-3-5/,
    traits: { maxOutputTokens: 8192 },
    // Output limit of Claude 3.5.
    // Sources: openrouter-profiles
  },
  {
    pattern: /^claude-(?:sonnet|haiku)-(?:4|3-7)/,
    traits: { maxOutputTokens: 64_000 },
    // Output limit of Claude Sonnet and Haiku up to 4.5.
    // Sources: bundled-figures, anthropic-profiles
  },
  {
    pattern: /^claude-opus-4/,
    traits: { maxOutputTokens: 32_000 },
    // Output limit of Claude Opus 4 and 4.1.
    // Sources: bundled-figures
  },
  {
    pattern: /^claude-opus-4-5(?!\d)/,
    traits: { maxOutputTokens: 64_000 },
    // Output limit of Claude Opus 4.5.
    // Sources: anthropic-profiles
  },
  {
    pattern: /^claude-(?:[a-z]+-4-[6-9](?!\d)|[a-z]+-5)/,
    traits: { contextWindow: 1_000_000, maxOutputTokens: 128_000 },
    // Limits of Claude from 4.6 on.
    // Sources: observed-2026-08, anthropic-profiles
  },
  {
    pattern: /^claude-/,
    traits: {
      thinkingKinds: ["adaptive", "disabled"],
      messagesEfforts: ["low", "medium", "high", "xhigh", "max"],
    },
    // Sources: anthropic-catalogue, anthropic-adaptive-thinking
    reason: "From Opus 4.7 on Claude decides itself how much it thinks, by an effort.",
  },
  {
    pattern: /^claude-/,
    traits: { acceptsPrefill: false },
    // Sources: anthropic-prefill
    reason:
      "From 4.6 on Claude refuses a conversation that ends with the assistant's message (400).",
  },
  {
    pattern: /^claude-/,
    traits: { enforcesSchemaOnMessages: true },
    // Sources: anthropic-structured-outputs
    reason: "From Claude 4.5 on the API can enforce a schema.",
  },
  {
    pattern: /^claude-[a-z]+-4-6(?!\d)/,
    traits: {
      thinkingKinds: ["adaptive", "budget", "disabled"],
      messagesEfforts: ["low", "medium", "high", "max"],
    },
    // Sources: anthropic-catalogue, anthropic-adaptive-thinking
    reason: "Claude 4.6 decides itself how much it thinks, and still takes a number of tokens.",
  },
  {
    pattern: OLDER_THAN_4_6,
    traits: { thinkingKinds: ["budget", "disabled"], messagesEfforts: [] },
    // Sources: anthropic-catalogue, anthropic-adaptive-thinking
    reason: "Claude up to 4.5 thinks with a number of tokens.",
  },
  {
    pattern: OLDER_THAN_4_6,
    traits: { acceptsPrefill: true },
    // Sources: anthropic-prefill
    reason: "Claude up to 4.5 continues an answer that was begun for it.",
  },
  {
    pattern: /^claude-(?:instant|[12]|[a-z]+-(?:3|4(?!-(?:[5-9]|[1-4]\d)(?!\d))))/,
    traits: { enforcesSchemaOnMessages: false },
    // Sources: anthropic-structured-outputs
    reason: "Before Claude 4.5 the API cannot enforce a schema.",
  },
  {
    pattern: /^claude-opus-4-5(?!\d)/,
    traits: { messagesEfforts: ["low", "medium", "high"] },
    // Sources: anthropic-catalogue
    reason: "Opus 4.5 was the first Claude with an effort.",
  },
  {
    pattern: /^claude-(?:instant|[12]|[a-z]+-3(?!-7))/,
    traits: { thinkingKinds: [] },
    // Sources: openrouter-profiles
    reason: "This Claude is older than extended thinking.",
  },
  {
    pattern: /^claude-(?:fable-5|opus-5-5(?!\d))/,
    traits: { thinkingKinds: ["adaptive"] },
    // Sources: anthropic-catalogue, anthropic-opus-5-5
    reason: "Opus 5.5 and Fable always think.",
  },
  {
    pattern: /^claude-sonnet-5-5(?!\d)/,
    traits: { thinkingKinds: ["adaptive", "between-tools"] },
    // Sources: anthropic-catalogue
    reason: "Sonnet 5.5 always thinks, at least between tool calls.",
  },
  {
    pattern: /^claude-(?:(?:opus|sonnet)-5-5|fable-5-[12])(?!\d)/,
    traits: { acceptsForcedTools: false },
    // Sources: anthropic-catalogue, anthropic-opus-5-5
    reason: "This Claude refuses a tool choice that forces a call (400).",
  },
];
