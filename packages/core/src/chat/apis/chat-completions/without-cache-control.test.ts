import { expect, it } from "vitest";
import { resolveModelTraits } from "../../../models/resolve-model-traits.ts";
import type { ChatMessage, ChatWarning } from "../../chat-request.ts";
import { withoutCacheControl } from "./without-cache-control.ts";

const cacheControl = { type: "ephemeral" as const };
const text = { type: "text" as const, text: "a" };
const traits = resolveModelTraits("unknown-model");

it.each(["system", "developer", "user", "assistant"] as const)(
  "takes marks off a %s message, and leaves one of plain text as it is",
  (role) => {
    const warnings: ChatWarning[] = [];
    const messages: ChatMessage[] = [
      { role, content: [{ ...text, cacheControl }] },
      { role, content: "plain" },
    ];
    expect(withoutCacheControl({ messages, tools: [] }, traits, warnings).messages).toEqual([
      { role, content: [text] },
      { role, content: "plain" },
    ]);
    expect(warnings).toEqual([
      {
        option: "cacheControl",
        action: "dropped",
        message: "Prompt-cache marks were not sent.",
      },
    ]);
  },
);

it("takes marks off tools and their results, and keeps what can have none", () => {
  const raw = { type: "raw" as const, value: { type: "web" } };
  const tool = { type: "function" as const, name: "now" };
  const result: ChatMessage = {
    role: "tool",
    toolCallId: "c",
    content: [{ ...text, cacheControl }, raw],
  };
  expect(
    withoutCacheControl(
      { messages: [result], tools: [{ ...tool, cacheControl }, raw] },
      traits,
      [],
    ),
  ).toEqual({ messages: [{ ...result, content: [text, raw] }], tools: [tool, raw] });
});

it("says nothing where there is no mark", () => {
  const marked = { messages: [{ role: "user" as const, content: "Hi" }], tools: [] };
  const warnings: ChatWarning[] = [];
  expect(withoutCacheControl(marked, traits, warnings)).toBe(marked);
  expect(warnings).toEqual([]);
});
