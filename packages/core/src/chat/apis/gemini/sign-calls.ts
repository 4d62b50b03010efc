import type { ModelTraits } from "../../../models/model-traits.ts";
import type { RequestNotes } from "../request-notes.ts";
import type { Content } from "./merge-contents.ts";

/** What Google documents for calls that no Gemini model signed (ai.google.dev/gemini-api/docs/thought-signatures). */
const BYPASS = "skip_thought_signature_validator";

/**
 * The contents with a signature on the first call of every step, for models that refuse a step without:
 * calls that another model made have none.
 */
export function signCalls(
  contents: readonly Content[],
  traits: ModelTraits,
  notes: RequestNotes,
): Content[] {
  if (!traits.wantsSignedCalls) return [...contents];
  let isChanged = false;
  const signed = contents.map((content) => {
    const first = content.parts.findIndex((part) => part["functionCall"] !== undefined);
    const call = content.parts[first];
    if (call === undefined || call["thoughtSignature"] !== undefined) return content;
    isChanged = true;
    return { ...content, parts: content.parts.with(first, { ...call, thoughtSignature: BYPASS }) };
  });
  if (isChanged) notes.changed("messages", BYPASSED);
  return signed;
}

const BYPASSED =
  "Earlier function calls have no thought signature, so Google's bypass value was sent with them: the model does not see what was thought before them. Signatures come as `echo` with each call.";
