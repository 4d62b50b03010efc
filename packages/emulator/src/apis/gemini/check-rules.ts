import { invalidRequestError } from "../../http/known-errors.ts";
import { isCallSignature } from "../../signing/sign-call.ts";
import type { ServedModel } from "../text-api.ts";
import type { GeminiBody, GeminiContent } from "./gemini-body.ts";

/** Checks what a schema cannot say: function responses in their place, thought signatures, thinking settings. */
export function checkGeminiRules(body: GeminiBody, model: ServedModel): void {
  checkFunctionTurns(body.contents);
  if (model.manners.wantsSignedCalls) checkSignatures(body.contents);
  checkThinking(body);
}

function checkFunctionTurns(contents: readonly GeminiContent[]): void {
  for (const [index, content] of contents.entries()) {
    const responses = content.parts.filter((part) => part.functionResponse !== undefined).length;
    const before = contents[index - 1];
    const calls = before === undefined || before.role !== "model" ? 0 : countCalls(before);
    if (responses > 0 && calls === 0) {
      throw invalidRequestError(
        "Please ensure that function response turn comes immediately after a function call turn.",
      );
    }
    if (calls > 0 && responses !== calls) {
      throw invalidRequestError(
        "Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.",
      );
    }
  }
  const last = contents.at(-1);
  if (last?.role === "model" && countCalls(last) > 0) {
    throw invalidRequestError(
      "Please ensure that function call turns are followed by a function response turn.",
    );
  }
}

/** The signature must come back, as it was, with the first call of every step of the current turn. */
function checkSignatures(contents: readonly GeminiContent[]): void {
  const turnStart = contents.findLastIndex(
    ({ role, parts }) =>
      role !== "model" && parts.every((part) => part.functionResponse === undefined),
  );
  for (const [index, { role, parts }] of contents.entries()) {
    const call = parts.find((part) => part.functionCall !== undefined);
    if (index <= turnStart || role !== "model" || call === undefined) continue;
    const signature = call.thoughtSignature ?? "";
    if (signature === "") {
      throw invalidRequestError(
        `Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call \`default_api:${call.functionCall?.name ?? ""}\` , position ${index + 1}. Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details.`,
      );
    }
    if (!isCallSignature(signature)) throw invalidRequestError("Corrupted thought signature.");
  }
}

function checkThinking({ generationConfig }: GeminiBody): void {
  const { thinkingBudget, thinkingLevel } = generationConfig?.thinkingConfig ?? {};
  if ((thinkingLevel ?? null) === null || (thinkingBudget ?? null) === null) return;
  throw invalidRequestError("You can only set only one of thinking budget and thinking level.");
}

function countCalls({ parts }: GeminiContent): number {
  return parts.filter((part) => part.functionCall !== undefined).length;
}
