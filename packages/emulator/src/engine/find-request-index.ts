import type { Turn } from "./conversation.ts";
import { findKeywords } from "./find-keywords.ts";

/** What clients call the things that tools return. */
const captionWords = new Set(
  findKeywords(
    "tool function call result output return response content media attached following shown image file document audio video",
  ),
);

/**
 * The index of the user message that asks for what is being done; -1 without one. A message that only
 * shows what tools returned asks for nothing: clients send pictures so where a tool result is text.
 */
export function findRequestIndex(turns: readonly Turn[]): number {
  const lastUserIndex = turns.findLastIndex((turn) => turn.role === "user");
  const before = turns.slice(0, Math.max(0, lastUserIndex));
  const resultIndex = before.findLastIndex((turn) => turn.role !== "user");
  if (turns[resultIndex]?.role !== "tool") return lastUserIndex;
  const stepIndex = before.findLastIndex((turn) => turn.role === "assistant");
  const step = turns.slice(Math.max(0, stepIndex), resultIndex + 1);
  const known = new Set(step.flatMap((turn) => findKeywords(describeTurn(turn))));
  const shown = turns.slice(resultIndex + 1, lastUserIndex + 1);
  return shown.every((turn) => showsResult(turn, known))
    ? findRequestIndex(turns.slice(0, resultIndex + 1))
    : lastUserIndex;
}

/** Whether a message is media or introduces them, and says nothing that its step has not said. */
function showsResult(turn: Turn, known: ReadonlySet<string>): boolean {
  if (turn.role !== "user") return false;
  const { images, documents = [] } = turn;
  const text = turn.text.trim();
  // Recordings and videos are not read: only the words before them are left.
  const hasMedia = images.length > 0 || documents.length > 0 || text.endsWith(":");
  if (!hasMedia || /\?(?:\s|$)/u.test(text)) return false;
  const titles = new Set(documents.flatMap(({ title }) => findKeywords(title ?? "")));
  return findKeywords(text).every(
    (word) => captionWords.has(word) || known.has(word) || titles.has(word),
  );
}

function describeTurn(turn: Turn): string {
  if (turn.role === "tool") return `${turn.toolCallId} ${turn.text}`;
  if (turn.role !== "assistant") return "";
  return turn.toolCalls.map((call) => `${call.id} ${call.name} ${call.arguments}`).join(" ");
}
