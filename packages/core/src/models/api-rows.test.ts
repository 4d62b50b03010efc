import { expect, it } from "vitest";
import { resolveModelTraits } from "./resolve-model-traits.ts";

it.each([
  ["claude-sonnet-4-6", "messages"],
  ["claude-opus-5-thinking", "messages"],
  ["claude-3-5-haiku-latest", "messages"],
  ["gemini-2.5-flash", "gemini"],
  ["gemini-3-pro-preview", "gemini"],
  ["gemini-3-pro-image", "gemini"],
  ["gpt-5", "responses"],
  ["gpt-5-mini", "responses"],
  ["gpt-5.6-sol", "responses"],
  ["gpt-6-astra", "responses"],
  ["o3", "responses"],
  ["o3-pro", "responses"],
  ["o4-mini", "responses"],
  ["gpt-5-chat-latest", "chat"],
  ["gpt-5-search-api", "chat"],
  ["gpt-4o", "chat"],
  ["gpt-4o-mini", "chat"],
  ["gpt-oss-120b", "chat"],
  ["deepseek-v4-pro", "chat"],
  ["grok-4", "chat"],
  ["a-model-of-tomorrow", "chat"],
])("carries %s by %s", (model, api) => {
  expect(resolveModelTraits(model).api).toBe(api);
});
