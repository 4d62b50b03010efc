import type { Text } from "./answer.ts";
import { splitPieces } from "./split-pieces.ts";

/** The pieces in which a stream sends a text: those a script gave, or token-like ones. */
export function splitText({ text, pieces }: Text): readonly string[] {
  return pieces ?? splitPieces(text);
}
