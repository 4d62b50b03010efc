import { seal, unseal } from "./seal.ts";

// What OpenAI's encrypted content begins with.
const prefix = "gAAAAAB";

/** A reasoning item's content as OpenAI's Responses hands it out to callers that store nothing. */
export function encryptReasoning(itemId: string, reasoning: string): string {
  return `${prefix}${seal("encrypted reasoning", `${itemId} ${reasoning}`)}`;
}

/** The id of the item whose content this is; undefined for a content that the emulator did not write. */
export function decryptReasoning(content: string): string | undefined {
  if (!content.startsWith(prefix)) return undefined;
  return unseal("encrypted reasoning", content.slice(prefix.length))?.split(" ", 1)[0];
}
