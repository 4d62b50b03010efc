import type { VendorOptions } from "@cometapi/core";
import type { AIMessage, AIMessageChunk } from "@langchain/core/messages";
import { readRecord, readText } from "../read-field.ts";

/** Who signs, and the name of the signature in the AI SDK's package for it, which core reads. */
interface Signer {
  vendor: string;
  name: string;
}

const anthropic: Signer = { vendor: "anthropic", name: "signature" };
const google: Signer = { vendor: "google", name: "thoughtSignature" };

/** Who wrote the field `signature`, by the package that made the message. */
const signers: ReadonlyMap<string, Signer> = new Map([
  ["anthropic", anthropic],
  ["google-genai", google],
  ["google-vertexai", google],
]);

/**
 * What goes back with a block that LangChain's package for a vendor wrote, in core's terms: `signature`
 * and redacted thoughts of ChatAnthropic, `thoughtSignature` of ChatGoogle, `encrypted_content` and `phase` of ChatOpenAI.
 *
 * @param provider `model_provider` of the message. One that was written anew may have none: its
 * `signature` is then taken for Anthropic's, as Google's has another name.
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
  const { type, data: redactedData } = readRecord(block, "value") ?? {};
  if (type === "redacted_thinking" && typeof redactedData === "string") {
    return { anthropic: { redactedData } };
  }
  const phase = readText(readRecord(block, "extras"), "phase");
  return phase === undefined ? undefined : { openai: { phase } };
}

/**
 * What goes back with each call of a message: ChatGoogle writes it beside the call, ChatGoogleGenerativeAI
 * and ChatVertexAI into `additional_kwargs`.
 */
export function readCallOptions(
  message: AIMessage | AIMessageChunk,
): (VendorOptions | undefined)[] {
  const { additional_kwargs: kwargs, tool_calls: calls = [] } = message;
  const byId = kwargs["__gemini_function_call_thought_signatures__"];
  const { signatures } = kwargs;
  // One for each part of the answer; calls are the last of them.
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
