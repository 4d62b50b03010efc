import { expect, it } from "vitest";
import { resolveModelTraits } from "../../../../models/resolve-model-traits.ts";
import type { ChatMessage } from "../../../chat-request.ts";
import { RequestNotes } from "../../request/request-notes.ts";
import { withoutCacheControl } from "./without-cache-control.ts";

const cacheControl = { type: "ephemeral" as const };
const text = { type: "text" as const, text: "a" };
const newNotes = () => new RequestNotes("unknown-model", resolveModelTraits("unknown-model"));

it.each(["system", "developer", "user", "assistant"] as const)(
  "takes marks off a %s message, and leaves one of plain text as it is",
  (role) => {
    const notes = newNotes();
    const messages: ChatMessage[] = [
      { role, content: [{ ...text, cacheControl }] },
      { role, content: "plain" },
    ];
    expect(withoutCacheControl({ messages, tools: [] }, notes).messages).toEqual([
      { role, content: [text] },
      { role, content: "plain" },
    ]);
    expect(notes.warnings).toEqual([
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
      newNotes(),
    ),
  ).toEqual({ messages: [{ ...result, content: [text, raw] }], tools: [tool, raw] });
});

it("says nothing where there is no mark", () => {
  const marked = { messages: [{ role: "user" as const, content: "Hi" }], tools: [] };
  const notes = newNotes();
  expect(withoutCacheControl(marked, notes)).toBe(marked);
  expect(notes.warnings).toEqual([]);
});
