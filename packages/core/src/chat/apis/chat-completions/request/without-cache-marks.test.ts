import { expect, it } from "vitest";
import { resolveModelTraits } from "../../../../models/resolve-model-traits.ts";
import type { ChatMessage, ChatRequest } from "../../../chat-request.ts";
import { RequestNotes } from "../../request/request-notes.ts";
import { withoutCacheMarks } from "./without-cache-marks.ts";

const cacheControl = { type: "ephemeral" as const };
const text = { type: "text" as const, text: "a" };
const model = "unknown-model";
const traits = { ...resolveModelTraits(model), acceptsCacheControl: false };

function unmark(request: Omit<ChatRequest, "model">) {
  const notes = new RequestNotes(model, traits);
  const unmarked = withoutCacheMarks({ model, ...request }, traits, notes);
  return { unmarked, warnings: notes.warnings };
}

it.each(["system", "developer", "user", "assistant"] as const)(
  "takes marks off a %s message, and leaves one of plain text as it is",
  (role) => {
    const messages: ChatMessage[] = [
      { role, content: [{ ...text, cacheControl }] },
      { role, content: "plain" },
    ];
    const { unmarked, warnings } = unmark({ messages });
    expect(unmarked.messages).toEqual([
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
  const { unmarked } = unmark({ messages: [result], tools: [{ ...tool, cacheControl }, raw] });
  expect(unmarked).toEqual({
    model,
    messages: [{ ...result, content: [text, raw] }],
    tools: [tool, raw],
  });
});

it("says nothing where there is no mark", () => {
  const messages = [{ role: "user" as const, content: "Hi" }];
  const { unmarked, warnings } = unmark({ messages });
  expect(unmarked.messages).toBe(messages);
  expect(warnings).toEqual([]);
});

it("finds a mark that only a tool has", () => {
  const tool = { type: "function" as const, name: "now" };
  const { unmarked, warnings } = unmark({ messages: [], tools: [{ ...tool, cacheControl }] });
  expect(unmarked.tools).toEqual([tool]);
  expect(warnings).toHaveLength(1);
});
