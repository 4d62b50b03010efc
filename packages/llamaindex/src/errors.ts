import { CometAPIError, type FinishReason, type ToolCallEndEvent } from "@cometapi/core";
import type { CometAPIChunk } from "./streamed-answer.ts";

/** How the sentence begins that stands for an answer where a failure was not thrown. */
const FAILURE_PREFIX = "The model could not answer:";

const SEPARATOR = "\n\n";

/** A failure as the last chunk of an answer, for an agent that must not be thrown at. */
export function toFailureChunk(error: unknown, precedingText: string): CometAPIChunk {
  const separator = precedingText === "" ? "" : SEPARATOR;
  return { delta: separator + describeFailure(error), raw: { error }, options: { error } };
}

/** A failure in a sentence. */
export function describeFailure(error: unknown): string {
  const message =
    error instanceof Error || CometAPIError.isInstance(error) ? error.message : String(error);
  return `${FAILURE_PREFIX} ${message}`;
}

/** Whether a text is an answer of {@link describeFailure}, or ends in one after what came before it. */
export function holdsFailure(text: string): boolean {
  return text.startsWith(FAILURE_PREFIX) || text.includes(SEPARATOR + FAILURE_PREFIX);
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
