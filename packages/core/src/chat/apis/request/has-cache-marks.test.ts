import { expect, it } from "vitest";
import type { ChatRequest } from "../../chat-request.ts";
import { hasCacheMarks } from "./has-cache-marks.ts";

const cacheControl = { type: "ephemeral" as const };
const plain: ChatRequest = {
  model: "m",
  messages: [
    { role: "system", content: "Be kind." },
    { role: "user", content: [{ type: "text", text: "Hi" }] },
  ],
  tools: [{ type: "function", name: "now" }],
};

it.each<[string, Partial<ChatRequest>]>([
  ["the whole request", { cacheControl }],
  ["a tool", { tools: [{ type: "function", name: "now", cacheControl }] }],
  [
    "a part of a message",
    { messages: [{ role: "user", content: [{ type: "text", text: "Hi", cacheControl }] }] },
  ],
])("sees a mark on %s", (_place, marked) => {
  expect(hasCacheMarks({ ...plain, ...marked })).toBe(true);
});

it("sees none where there is none", () => {
  expect(hasCacheMarks(plain)).toBe(false);
  expect(hasCacheMarks({ messages: [{ role: "user", content: "Hi" }] })).toBe(false);
});
