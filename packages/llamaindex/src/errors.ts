import { CometAPIError, type FinishReason, type ToolCallEndEvent } from "@cometapi/core";
import type { CometAPIChunk } from "./streamed-answer.ts";

/** A failure as the last chunk of an answer, for an agent that must not be thrown at. */
export function toFailureChunk(error: unknown, precedingText: string): CometAPIChunk {
  const separator = precedingText === "" ? "" : "\n\n";
  return { delta: separator + describeFailure(error), raw: { error }, options: { error } };
}

/** A failure in a sentence. */
export function describeFailure(error: unknown): string {
  const message =
    error instanceof Error || CometAPIError.isInstance(error) ? error.message : String(error);
  return `The model could not answer: ${message}`;
}

/** Says why tool calls were not handed to an agent. */
export function toWithheldCallsError(
  calls: readonly ToolCallEndEvent[],
  finishReason: FinishReason,
): CometAPIError {
  const reasons = calls.map(({ name, isComplete }) =>
    isComplete
      ? `It called the tool \`${name}\`, which it was not offered.`
      : `Its call of the tool \`${name}\` was cut off (${finishReason}) and not run.` +
        (finishReason === "length" ? " Raise maxTokens." : ""),
  );
  return new CometAPIError({ code: "invalid-response", message: reasons.join(" ") });
}
