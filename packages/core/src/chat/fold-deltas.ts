import type { ChatEvent } from "./chat-event.ts";

/**
 * The events of one batch with neighbouring deltas of the same kind and place joined. They arrived
 * together, and frameworks charge by the piece: see docs/decisions/0010-deltas-of-one-read-are-one.md.
 */
export function foldDeltas(batch: readonly ChatEvent[]): ChatEvent[] {
  const folded: ChatEvent[] = [];
  for (const event of batch) {
    const last = folded.at(-1);
    const joined = last === undefined ? undefined : joinDeltas(last, event);
    if (joined === undefined) folded.push(event);
    else folded[folded.length - 1] = joined;
  }
  return folded;
}

/** Both deltas as one. Undefined for events that do not continue each other. */
function joinDeltas(last: ChatEvent, next: ChatEvent): ChatEvent | undefined {
  if (last.type === "tool-call-delta" && next.type === "tool-call-delta") {
    if (last.id !== next.id || last.choiceIndex !== next.choiceIndex) return undefined;
    return { ...last, argumentsDelta: last.argumentsDelta + next.argumentsDelta };
  }
  if (!isTextual(last) || !isTextual(next)) return undefined;
  if (last.type !== next.type || last.choiceIndex !== next.choiceIndex) return undefined;
  return { ...last, text: last.text + next.text };
}

type TextualDelta = Extract<ChatEvent, { text: string }>;

function isTextual(event: ChatEvent): event is TextualDelta {
  return (
    event.type === "text-delta" ||
    event.type === "reasoning-delta" ||
    event.type === "refusal-delta"
  );
}
