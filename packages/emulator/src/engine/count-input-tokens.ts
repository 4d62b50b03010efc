import type { Conversation, Turn } from "./conversation.ts";
import { countTokens } from "./split-pieces.ts";

const tokensPerTurn = 4;
const tokensPerImage = 85;

/** How many input tokens a conversation counts for, messages, images and tools together. */
export function countInputTokens({ turns, tools }: Conversation): number {
  const inTurns = turns.reduce((sum, turn) => sum + countTurnTokens(turn), 0);
  const inTools = tools.length === 0 ? 0 : countTokens(JSON.stringify(tools));
  return inTurns + inTools;
}

/** How many tokens one message counts for. */
export function countTurnTokens(turn: Turn): number {
  const text = countTokens(turn.text) + tokensPerTurn;
  if (turn.role === "user") {
    const inDocuments = (turn.documents ?? []).reduce(
      (sum, document) => sum + countTokens(document.text) + document.pageTokens,
      0,
    );
    return text + turn.images.length * tokensPerImage + inDocuments;
  }
  if (turn.role !== "assistant") return text;
  return turn.toolCalls.reduce(
    (sum, call) => sum + countTokens(call.name) + countTokens(call.arguments),
    text,
  );
}
