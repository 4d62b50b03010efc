import type { RequestContext } from "./request-context.ts";
import type { WireContent } from "./wire-content.ts";

/** The signature that Google documents for calls that no Gemini model has made (ai.google.dev/gemini-api/docs/thought-signatures). */
const BYPASS = "skip_thought_signature_validator";

/**
 * The contents, with a signature on the first call of every step, if the model refuses steps without one. Calls that
 * another model made have none.
 */
export function signCalls(contents: WireContent[], context: RequestContext): WireContent[] {
  if (!context.traits.wantsSignedCalls) return contents;
  return contents.map((content) => signStep(content, context));
}

function signStep(content: WireContent, { notes }: RequestContext): WireContent {
  const { parts } = content;
  const first = parts.findIndex((part) => part["functionCall"] !== undefined);
  const call = parts[first];
  if (call === undefined || call["thoughtSignature"] !== undefined) return content;
  notes.changed("messages", BYPASSED);
  return { ...content, parts: parts.with(first, { ...call, thoughtSignature: BYPASS }) };
}

const BYPASSED =
  "Earlier function calls have no thought signature, so Google's bypass value was sent with them: the model does not see the thoughts before them. Signatures come as the `echo` of each call.";
