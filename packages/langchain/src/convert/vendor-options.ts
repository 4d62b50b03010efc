import type { VendorOptions } from "@cometapi/core";
import type { AIMessage, AIMessageChunk } from "@langchain/core/messages";
import { readRecord, readText } from "../read-field.ts";

/** A vendor, and the name under which core reads its signatures: that of the vendor's AI SDK package. */
interface Signer {
  vendor: string;
  name: string;
}

const anthropic: Signer = { vendor: "anthropic", name: "signature" };
const google: Signer = { vendor: "google", name: "thoughtSignature" };

/** Whose signature the field `signature` holds, by the `model_provider` of the message. */
const signers: ReadonlyMap<string, Signer> = new Map([
  ["anthropic", anthropic],
  ["google-genai", google],
  ["google-vertexai", google],
]);

/**
 * What LangChain's own packages keep on a content block for its vendor: `signature` and redacted thinking of
 * ChatAnthropic, `thoughtSignature` of ChatGoogle, `encrypted_content` and `phase` of ChatOpenAI.
 *
 * @param provider `model_provider` of the message. Where it is missing, as in a message that a program made,
 * `signature` is taken for Anthropic's: Google's field has another name.
 */
export function readVendorOptions(
  block: unknown,
  provider = "anthropic",
): VendorOptions | undefined {
  const signer = signers.get(provider);
  const signature = readText(block, "signature");
  if (signer !== undefined && signature !== undefined) return sign(signer, signature);
  const thoughtSignature = readText(block, "thoughtSignature");
  if (thoughtSignature !== undefined) return sign(google, thoughtSignature);
  const reasoningEncryptedContent = readText(block, "encrypted_content");
  const itemId = readText(block, "id");
  if (itemId !== undefined && reasoningEncryptedContent !== undefined) {
    return { openai: { itemId, reasoningEncryptedContent } };
  }
  const { data: redactedData } = readRecord(block, "value") ?? {};
  if (isRedactedThinking(block) && typeof redactedData === "string") {
    return { anthropic: { redactedData } };
  }
  const phase = readText(readRecord(block, "extras"), "phase");
  return phase === undefined ? undefined : { openai: { phase } };
}

/** Whether ChatAnthropic made a block of reasoning that Anthropic sent encrypted. */
export function isRedactedThinking(block: unknown): boolean {
  return readText(readRecord(block, "value"), "type") === "redacted_thinking";
}

/**
 * The signature of each tool call of a message. ChatGoogle keeps it on the call; ChatGoogleGenerativeAI and
 * ChatVertexAI keep it in `additional_kwargs`.
 */
export function readCallOptions(
  message: AIMessage | AIMessageChunk,
): (VendorOptions | undefined)[] {
  const { additional_kwargs: kwargs, tool_calls: calls = [] } = message;
  const byId = kwargs["__gemini_function_call_thought_signatures__"];
  const { signatures } = kwargs;
  // ChatVertexAI keeps one for each part of the answer. The calls are the last parts.
  const byPosition: unknown[] = Array.isArray(signatures) ? signatures.slice(-calls.length) : [];
  return calls.map((call, index) => {
    const position = byPosition[index];
    const placed = typeof position === "string" && position !== "" ? position : undefined;
    const thoughtSignature =
      readText(call, "thoughtSignature") ?? readText(byId, call.id ?? "") ?? placed;
    return thoughtSignature === undefined ? undefined : sign(google, thoughtSignature);
  });
}

function sign({ vendor, name }: Signer, signature: string): VendorOptions {
  return { [vendor]: { [name]: signature } };
}
