import { seal, unseal } from "./seal.ts";

/** Gemini's thought signature: the thoughts behind a part, sealed, to be sent back with the part. */
export function signCall(thought: string): string {
  return seal("thought signature", thought);
}

/** Whether a thought signature is one of the emulator's, or one of the two that Google documents for foreign calls. */
export function isCallSignature(signature: string): boolean {
  return bypasses.has(signature) || unseal("thought signature", signature) !== undefined;
}

const bypasses: ReadonlySet<string> = new Set([
  "context_engineering_is_the_way_to_go",
  "skip_thought_signature_validator",
]);
