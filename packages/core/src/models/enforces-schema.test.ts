import { expect, it } from "vitest";
import type { ChatApiName } from "../chat/chat-api-name.ts";
import { enforcesSchema } from "./enforces-schema.ts";
import { resolveModelTraits } from "./resolve-model-traits.ts";

it.each<[string, ChatApiName, boolean | undefined]>([
  ["gpt-5-mini", "responses", true],
  ["gpt-4o", "chat", true],
  ["gpt-4-turbo", "chat", false],
  ["gemini-3-pro", "gemini", true],
  ["claude-opus-4-7", "messages", true],
  ["claude-opus-4-7", "chat", false],
  ["claude-3-5-haiku", "messages", undefined],
  ["deepseek-v3.2", "chat", false],
  ["glm-4.6", "chat", false],
  ["newcomer-1", "chat", undefined],
])("knows whether %s is held to a schema on %s: %s", (id, api, expected) => {
  expect(enforcesSchema(resolveModelTraits(id), api)).toBe(expected);
});
