import { hash32 } from "../determinism/hash.ts";
import { seal, unseal } from "./seal.ts";

/**
 * Anthropic's signature of a thought, which holds the thought and how it was shown: one that comes back changed does
 * not fit it any more. A thought may be shown as nothing.
 */
export function signThought(shown: string, thought: string = shown): string {
  return seal("thinking signature", `${hash32(shown)} ${thought}`);
}

/** Whether a thought came from the emulator and comes back as it was shown. */
export function isSignatureOf(signature: string, shown: string): boolean {
  return unseal("thinking signature", signature)?.split(" ", 1)[0] === String(hash32(shown));
}
