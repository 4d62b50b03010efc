import type { ModelRow } from "../model-row.ts";
import { charged } from "./charged.ts";

/** Anthropic's models. */
export const anthropicRows: readonly ModelRow[] = [
  { id: "claude-opus-5", provider: "Anthropic", type: "text", price: charged(4, 20) },
  { id: "claude-opus-5-thinking", provider: "Anthropic", type: "text" },
  { id: "claude-sonnet-5", provider: "Anthropic", type: "text", price: charged(1.6, 8) },
  { id: "claude-fable-5", provider: "Anthropic", type: "text", price: charged(8, 40) },
  { id: "claude-opus-4-8", provider: "Anthropic", type: "text" },
  { id: "claude-opus-4-6", provider: "Anthropic", type: "text" },
  { id: "claude-sonnet-4-6", provider: "Anthropic", type: "text" },
  {
    id: "claude-sonnet-4-5",
    provider: "Anthropic",
    type: "text",
    snapshot: "claude-sonnet-4-5-20250929",
  },
  {
    id: "claude-haiku-4-5-20251001",
    code: "claude-haiku-4-5",
    provider: "Anthropic",
    type: "text",
  },
  { id: "claude-opus-4-1-20250805", provider: "Anthropic", type: "text" },
  { id: "claude-opus-4-1-20250805-thinking", provider: "Anthropic", type: "text" },
  { id: "claude-sonnet-4-20250514", provider: "Anthropic", type: "text" },
  { id: "claude-sonnet-4-20250514-thinking", provider: "Anthropic", type: "text" },
  { id: "claude-3-7-sonnet-latest", provider: "Anthropic", type: "text" },
  { id: "claude-3-5-haiku-latest", provider: "Anthropic", type: "text" },
  { id: "claude-3-opus-20240229", provider: "Anthropic", type: "text" },
];
