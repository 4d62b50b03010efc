import { describe, expect, it } from "vitest";
import type { ChatMessage } from "../shared/chat-message.ts";
import {
  type Conversation,
  costOf,
  createConversation,
  hasWords,
  newestLeaf,
  pathTo,
  versionsOf,
  withPath,
} from "./conversation.ts";

const user = (id: string, text: string): ChatMessage => ({
  id,
  role: "user",
  parts: [{ type: "text", text }],
});
const assistant = (id: string, metadata: ChatMessage["metadata"] = {}): ChatMessage => ({
  id,
  role: "assistant",
  metadata,
  parts: [{ type: "text", text: `Answer ${id}` }],
});

/** `q1 → a1 → q2 → a2`, and then a second answer to `q1`. */
function branched(): Conversation {
  const first = [user("q1", "Hello"), assistant("a1"), user("q2", "More"), assistant("a2")];
  return withPath(withPath(createConversation(), first), [user("q1", "Hello"), assistant("b1")]);
}

const ids = (messages: readonly ChatMessage[]) => messages.map(({ id }) => id);

describe("a conversation", () => {
  it("keeps every branch, and shows the latest", () => {
    const conversation = branched();
    expect(conversation.leafId).toBe("b1");
    expect(ids(pathTo(conversation, "b1"))).toEqual(["q1", "b1"]);
    expect(ids(pathTo(conversation, "a2"))).toEqual(["q1", "a1", "q2", "a2"]);
  });

  it("knows the versions of a message, and the end of the newest branch through it", () => {
    const conversation = branched();
    expect(versionsOf(conversation, "b1")).toEqual(["a1", "b1"]);
    expect(versionsOf(conversation, "q1")).toEqual(["q1"]);
    expect(newestLeaf(conversation, "a1")).toBe("a2");
  });

  it("is the same object while nothing changes", () => {
    const path = [user("q1", "Hello")];
    const conversation = withPath(createConversation(), path);
    expect(withPath(conversation, path)).toBe(conversation);
  });

  it("is named after its first line, or after its first file", () => {
    expect(branched().title).toBe("Hello");
    const file: ChatMessage = {
      id: "q1",
      role: "user",
      parts: [{ type: "file", mediaType: "image/png", filename: "cat.png", url: "data:," }],
    };
    expect(withPath(createConversation(), [file]).title).toBe("cat.png");
    const { title } = withPath(createConversation(), [user("q1", "word ".repeat(40))]);
    expect(title).toHaveLength(60);
  });

  it("is found by words in any order, in any branch", () => {
    expect(hasWords(branched(), "a2 MORE")).toBe(true);
    expect(hasWords(branched(), "a2 less")).toBe(false);
  });
});

describe("its cost", () => {
  const costOfAnswers = (...answers: ChatMessage[]) =>
    costOf(withPath(createConversation(), [user("q", "Hello"), ...answers]));
  const priced = { finish: "stop", knownUSD: 0.25, unknownCosts: [] };

  it("is the sum of all answers", () => {
    expect(costOfAnswers(assistant("a", priced), assistant("b", priced))).toEqual({
      usd: 0.5,
      isAtLeast: false,
    });
  });

  it("is a minimum if an answer was stopped or its price is not known", () => {
    expect(costOfAnswers(assistant("a", priced), assistant("b")).isAtLeast).toBe(true);
    const unpriced = { finish: "stop", knownUSD: 0, unknownCosts: ["no price"] };
    expect(costOfAnswers(assistant("a", unpriced)).isAtLeast).toBe(true);
  });

  it("is nothing for a request that was refused before any output", () => {
    const failure = { code: "rate-limit", message: "Too many." };
    const refused: ChatMessage = {
      id: "a",
      role: "assistant",
      parts: [{ type: "data-failure", data: failure }],
    };
    expect(costOfAnswers(refused)).toEqual({ usd: 0, isAtLeast: false });
  });
});
