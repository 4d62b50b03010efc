import { isObject, textOf } from "../../../../json-access.ts";
import type { AnswerEnd } from "../../answer/answer-end.ts";

/** The finish reasons of incomplete answers, by OpenAI's reason. */
const INCOMPLETE_REASONS: ReadonlyMap<string, AnswerEnd["reason"]> = new Map([
  ["max_output_tokens", "length"],
  ["max_tokens", "length"],
  ["content_filter", "content-filter"],
]);

/** The worst ends come first: of two that differ, they count. */
const STATUSES = ["failed", "cancelled", "incomplete", "completed"];

/** How a response ended, by the name of its last event and its own status. Some servers call every last event completed. */
export function chooseStatus(...statuses: readonly (string | undefined)[]): string | undefined {
  return STATUSES.find((status) => statuses.includes(status));
}

/** The end of a response, by its status and `incomplete_details`. Undefined if it has not ended. */
export function mapFinishReason(
  status: string | undefined,
  incompleteDetails: unknown,
): Pick<AnswerEnd, "reason" | "rawReason" | "wasStoppedEarly"> | undefined {
  const cause = isObject(incompleteDetails) ? textOf(incompleteDetails["reason"]) : undefined;
  if (cause !== undefined || status === "incomplete") {
    const reason = INCOMPLETE_REASONS.get(cause ?? "") ?? "other";
    return { reason, rawReason: cause ?? status, wasStoppedEarly: true };
  }
  return status === "completed" ? { reason: "stop", rawReason: status } : undefined;
}
