import { expect, it } from "vitest";
import { accumulateChatEvents } from "./accumulate-chat-events.ts";
import type { ChatEvent } from "./chat-event.ts";
import { EventLog } from "./event-log.ts";

const text = (piece: string): ChatEvent => ({ type: "text-delta", choiceIndex: 0, text: piece });
const reasoning = (piece: string): ChatEvent => ({
  type: "reasoning-delta",
  choiceIndex: 0,
  text: piece,
});
const toolArguments = (id: string, argumentsDelta: string): ChatEvent => ({
  type: "tool-call-delta",
  choiceIndex: 0,
  index: 0,
  id,
  argumentsDelta,
});

function keep(events: readonly ChatEvent[]): EventLog {
  const log = new EventLog();
  for (const event of events) log.push(event);
  return log;
}

it("keeps deltas that continue each other as one", () => {
  const events = [
    reasoning("a"),
    reasoning("b"),
    text("c"),
    text("d"),
    text("e"),
    toolArguments("1", "{"),
    toolArguments("1", "}"),
    toolArguments("2", "{}"),
  ];
  expect(keep(events).events).toEqual([
    reasoning("ab"),
    text("cde"),
    toolArguments("1", "{}"),
    toolArguments("2", "{}"),
  ]);
});

it("goes on where it was read in the middle", () => {
  const log = keep([text("a"), text("b")]);
  expect(log.events).toEqual([text("ab")]);
  log.push(text("c"));
  log.push({ type: "text-end", choiceIndex: 0, echo: undefined });
  log.push(text("d"));
  expect(log.events).toEqual([
    text("abc"),
    { type: "text-end", choiceIndex: 0, echo: undefined },
    text("d"),
  ]);
});

it("says in the end what all events say", () => {
  const events = Array.from({ length: 500 }, (_, index) => text(`${index} `));
  expect(accumulateChatEvents(keep(events).events)).toEqual(accumulateChatEvents(events));
});
