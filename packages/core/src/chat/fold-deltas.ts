import type { ChatEvent } from "./chat-event.ts";

/**
 * The events of one batch with neighbouring deltas of the same kind and place joined. They arrived
 * together, and frameworks charge by the piece: see docs/decisions/0010-deltas-of-one-read-are-one.md.
 */
export function foldDeltas(batch: readonly ChatEvent[]): readonly ChatEvent[] {
  // With a model that sends one token at a time, nearly every batch has one event.
  if (batch.length === 1) return batch;
  const folded: ChatEvent[] = [];
  for (const event of batch) {
    const last = folded.at(-1);
    if (last !== undefined && isDelta(last) && isDelta(event) && continues(last, event)) {
      folded[folded.length - 1] = withAddedText(last, addedText(last) + addedText(event));
    } else folded.push(event);
  }
  return folded;
}

/** An event that is a piece of something. */
export type Delta = Extract<ChatEvent, { type: `${string}-delta` }>;

export function isDelta(event: ChatEvent): event is Delta {
  switch (event.type) {
    case "text-delta":
    case "reasoning-delta":
    case "refusal-delta":
    case "tool-call-delta":
      return true;
    default:
      return false;
  }
}

/** Whether a delta goes on where the last one ended. */
export function continues(last: Delta, next: Delta): boolean {
  if (last.type !== next.type || last.choiceIndex !== next.choiceIndex) return false;
  return callOf(last) === callOf(next);
}

function callOf(delta: Delta): string | undefined {
  return delta.type === "tool-call-delta" ? delta.id : undefined;
}

/** The text that a delta adds. */
export function addedText(delta: Delta): string {
  return delta.type === "tool-call-delta" ? delta.argumentsDelta : delta.text;
}

/** The delta with another text to add. */
export function withAddedText(delta: Delta, text: string): Delta {
  return delta.type === "tool-call-delta" ? { ...delta, argumentsDelta: text } : { ...delta, text };
}
