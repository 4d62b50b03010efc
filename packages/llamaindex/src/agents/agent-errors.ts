import {
  type ChatChoice,
  CometAPIError,
  type FinishReason,
  type ToolCallEndEvent,
} from "@cometapi/core";
import { convertParts } from "../convert/answer-parts.ts";

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
  const { text, finishReason } = choice;
  // Nobody is answered by these alone.
  const {
    thinking: _thinking,
    citations: _citations,
    logprobs: _logprobs,
    ...said
  } = convertParts(choice);
  if (text !== "" || Object.keys(said).length > 0) return undefined;
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
