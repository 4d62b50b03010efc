import { expect, it } from "vitest";
import type { ChatApiName } from "../chat/chat-api-name.ts";
import type { InputModality } from "./model-traits.ts";
import { readsMedia } from "./reads-media.ts";
import { resolveModelTraits } from "./resolve-model-traits.ts";

it.each<[string, ChatApiName, InputModality, boolean | undefined]>([
  ["gpt-4o", "chat", "image", true],
  ["gpt-4o", "chat", "audio", false],
  ["gpt-4o-audio-preview", "chat", "audio", true],
  ["gpt-4o-mini-audio-preview", "chat", "image", false],
  ["gpt-audio-mini", "chat", "audio", true],
  ["deepseek-v3.2", "chat", "image", false],
  ["gemini-2.5-flash", "chat", "video", false],
  ["gemini-2.5-flash", "gemini", "video", true],
  ["newcomer-1", "gemini", "video", undefined],
  ["newcomer-1", "chat", "image", undefined],
])("knows whether %s on %s reads %s: %s", (id, api, kind, expected) => {
  expect(readsMedia(resolveModelTraits(id), api, kind)).toBe(expected);
});
