import { expect, it } from "vitest";
import type { ChatEvent } from "./chat-event.ts";
import { foldDeltas } from "./fold-deltas.ts";

function text(piece: string, choiceIndex = 0): ChatEvent {
  return { type: "text-delta", choiceIndex, text: piece };
}

function reasoning(piece: string): ChatEvent {
  return { type: "reasoning-delta", choiceIndex: 0, text: piece };
}

function toolArguments(id: string, argumentsDelta: string): ChatEvent {
  return { type: "tool-call-delta", choiceIndex: 0, index: 0, id, argumentsDelta };
}

it("joins deltas that follow each other", () => {
  expect(foldDeltas([text("Hel"), text("lo"), text("!")])).toEqual([text("Hello!")]);
});

it("keeps the order of text and reasoning", () => {
  const batch = [reasoning("a"), reasoning("b"), text("c"), reasoning("d")];
  expect(foldDeltas(batch)).toEqual([reasoning("ab"), text("c"), reasoning("d")]);
});

it("joins the arguments of one tool call, not those of two", () => {
  const batch = [toolArguments("1", "{"), toolArguments("1", "}"), toolArguments("2", "{")];
  expect(foldDeltas(batch)).toEqual([toolArguments("1", "{}"), toolArguments("2", "{")]);
});

it("keeps alternatives apart", () => {
  const batch = [text("a"), text("b", 1)];
  expect(foldDeltas(batch)).toEqual(batch);
});

it("joins nothing across an event that stands between, such as a raw chunk", () => {
  const batch: ChatEvent[] = [text("a"), { type: "raw", value: 1 }, text("b")];
  expect(foldDeltas(batch)).toEqual(batch);
});

it("leaves the batch itself as it was", () => {
  const batch = [text("a"), text("b")];
  foldDeltas(batch);
  expect(batch).toEqual([text("a"), text("b")]);
});
