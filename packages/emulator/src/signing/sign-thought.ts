import { hash32 } from "../determinism/hash.ts";
import { seal } from "./seal.ts";

/** Anthropic's signature of a thought: a thought that comes back changed does not fit it any more. */
export function signThought(thought: string): string {
  return seal("thinking signature", `${hash32(thought)} of ${thought.length}`);
}

/** Whether a thought came from the emulator unchanged. */
export function isSignatureOf(signature: string, thought: string): boolean {
  return signature === signThought(thought);
}
