import { createRandom } from "../determinism/random.ts";

/** What a seal is for; a seal made for one purpose does not hold for another. */
export type SealPurpose =
  | "thinking signature"
  | "redacted thinking"
  | "encrypted reasoning"
  | "thought signature"
  | "search result";

const markLength = 48;

/**
 * A text in a form that callers cannot change unnoticed, as vendors do by encryption. It is not secret: it begins with a
 * hash of the text.
 */
export function seal(purpose: SealPurpose, text: string): string {
  const mark = createRandom(`${purpose} ${text}`).text(markLength);
  return Buffer.from(`${mark}${text}`).toString("base64");
}

/** The text that was sealed; undefined for what the emulator did not seal for this purpose. */
export function unseal(purpose: SealPurpose, sealed: string): string | undefined {
  const text = Buffer.from(sealed, "base64").toString().slice(markLength);
  return seal(purpose, text) === sealed ? text : undefined;
}
