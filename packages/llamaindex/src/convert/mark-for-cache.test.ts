import type { AssistantPart } from "@cometapi/core";
import { expect, it } from "vitest";
import { markForCache } from "./mark-for-cache.ts";

const cacheControl = { type: "ephemeral" as const };

const unmarkable: AssistantPart[] = [
  { type: "reasoning", text: "Hm" },
  { type: "raw", value: { type: "input_text" } },
  { type: "vendor-block", api: "messages", block: {} },
];

it.each(unmarkable)("marks what stands before a part that takes no mark: $type", (unmarked) => {
  const message = {
    role: "assistant" as const,
    content: [{ type: "text" as const, text: "Hi" }, unmarked],
  };
  expect(markForCache(message, cacheControl).content).toEqual([
    { type: "text", text: "Hi", cacheControl },
    unmarked,
  ]);
});
