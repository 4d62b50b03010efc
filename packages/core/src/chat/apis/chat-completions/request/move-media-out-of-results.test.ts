import { expect, it } from "vitest";
import type { ChatMessage, ContentPart } from "../../../chat-request.ts";
import { moveMediaOutOfResults } from "./move-media-out-of-results.ts";

const picture: ContentPart = { type: "image", source: { data: "aGk=", mediaType: "image/png" } };

function result(id: string, content: string | ContentPart[]): ChatMessage {
  return { role: "tool", toolCallId: id, toolName: "look", content };
}

it("shows a tool's picture in the user message after its text", () => {
  const text: ContentPart = { type: "text", text: "A cat." };
  expect(moveMediaOutOfResults([result("a", [text, picture])])).toEqual([
    result("a", [text]),
    {
      role: "user",
      content: [{ type: "text", text: "Returned by the tool look (call a):" }, picture],
    },
  ]);
});

it("lets nothing stand between the results of one step", () => {
  const next: ChatMessage = { role: "user", content: "Go on." };
  const moved = moveMediaOutOfResults([
    result("a", [picture]),
    result("b", "Done."),
    result("c", [picture]),
    next,
    result("d", "Done."),
  ]);
  expect(moved.map(({ role }) => role)).toEqual(["tool", "tool", "tool", "user", "user", "tool"]);
  expect(moved[0]).toEqual(result("a", "The result is shown in the next message."));
  expect(moved[3]?.content).toEqual([
    { type: "text", text: "Returned by the tool look (call a):" },
    picture,
    { type: "text", text: "Returned by the tool look (call c):" },
    picture,
  ]);
});

it("leaves a conversation without such results as it is", () => {
  const messages = [result("a", "Done."), result("b", [{ type: "text", text: "Done." }])];
  expect(moveMediaOutOfResults(messages)).toBe(messages);
});
