import { createRandom } from "../determinism/random.ts";

/** The signature of a thought: opaque to callers, made from the text so that a changed thought is found out. */
export function signThought(thought: string): string {
  const random = createRandom(`thought ${thought}`);
  return Buffer.from(random.text(96), "latin1").toString("base64");
}

/** Whether a thought came from the emulator unchanged. */
export function isSignatureOf(signature: string, thought: string): boolean {
  return signature === signThought(thought);
}
