import { invalidRequestError } from "../../http/known-errors.ts";
import type { ServedModel } from "../text-face.ts";
import type { GeminiBody, GeminiContent } from "./gemini-body.ts";

/** Checks what a schema cannot say: function responses in their place, thought signatures, thinking settings. */
export function checkGeminiRules(body: GeminiBody, model: ServedModel): void {
  checkFunctionTurns(body.contents);
  if (model.manners.wantsSignedCalls) checkSignatures(body.contents);
  checkThinking(body, model);
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

/** The signature must come back with the first call of every step of the current turn. */
function checkSignatures(contents: readonly GeminiContent[]): void {
  const turnStart = contents.findLastIndex(
    ({ role, parts }) =>
      role !== "model" && parts.every((part) => part.functionResponse === undefined),
  );
  for (const { role, parts } of contents.slice(turnStart + 1)) {
    const call = parts.find((part) => part.functionCall !== undefined);
    if (role !== "model" || call === undefined || call.thoughtSignature !== undefined) continue;
    throw invalidRequestError(
      `Function call is missing a thought_signature in functionCall parts. Function call: ${call.functionCall?.name ?? ""}.`,
    );
  }
}

function checkThinking({ generationConfig }: GeminiBody, { row }: ServedModel): void {
  const { thinkingBudget, thinkingLevel } = generationConfig?.thinkingConfig ?? {};
  const hasLevel = (thinkingLevel ?? null) !== null;
  if (hasLevel && (thinkingBudget ?? null) !== null) {
    throw invalidRequestError("You can only set only one of thinking budget and thinking level.");
  }
  if (hasLevel && row.id.startsWith("gemini-2")) {
    throw invalidRequestError("Thinking level is not supported for this model.");
  }
}

function countCalls({ parts }: GeminiContent): number {
  return parts.filter((part) => part.functionCall !== undefined).length;
}
