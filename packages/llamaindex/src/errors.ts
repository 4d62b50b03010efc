import {
  type ChatChoice,
  CometAPIError,
  type FinishReason,
  type ToolCallEndEvent,
} from "@cometapi/core";

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

/**
 * The error for an answer without content, which an agent would take for an answer. Undefined for one
 * with content, and where the reason is unknown.
 */
export function findEmptyAnswerError(choice: ChatChoice): CometAPIError | undefined {
  const { text, refusal, toolCalls, images, audio, finishReason } = choice;
  const isEmpty =
    text + refusal === "" && [toolCalls, images, audio].every(({ length }) => !length);
  if (!isEmpty) return undefined;
  if (finishReason === "content-filter") {
    return new CometAPIError({
      code: "content-filter",
      message: "The answer is empty: the vendor's content filter held it back.",
    });
  }
  if (finishReason !== "length") return undefined;
  return new CometAPIError({
    code: "invalid-response",
    message:
      "The answer is empty: the tokens were used up before anything was said. Raise maxTokens, or " +
      "lower reasoningEffort.",
  });
}
