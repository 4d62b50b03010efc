import type { JSONObject } from "../../../json.ts";
import type { FinishReason } from "../../chat-event.ts";
import type { CompleteCalls } from "./call-writer.ts";

/** The end of an answer as the API reported it. */
export interface AnswerEnd {
  /** `stop` becomes `tool-calls` in an answer with tool calls. */
  reason: FinishReason;
  /** The API's own reason. */
  rawReason: string | undefined;
  /** Whether something stopped the answer early. Then a call is complete only if its arguments are whole JSON. */
  wasStoppedEarly?: boolean | undefined;
  details?: JSONObject | undefined;
}

/** What is known about an answer when nothing more of it comes. */
export interface EndState {
  /** Undefined if the API has reported none. */
  end: AnswerEnd | undefined;
  /** Whether an error has come. */
  hasError: boolean;
  /** Whether the connection was lost. */
  wasInterrupted: boolean;
}

/** Finish reasons of an answer that the model itself has ended. */
const OWN_REASONS: ReadonlySet<FinishReason> = new Set(["stop", "tool-calls", "other"]);

/**
 * Which calls of an answer are complete, so that they may be run:
 *
 * - after an error, or if the connection was lost before a finish reason: none
 * - if the model itself has ended the answer: all
 * - if something stopped it early, or nothing says how it ended: those whose arguments are a JSON object
 */
export function findCompleteCalls({ end, hasError, wasInterrupted }: EndState): CompleteCalls {
  if (hasError || end?.reason === "error") return "none";
  if (end === undefined) return wasInterrupted ? "none" : "json";
  return OWN_REASONS.has(end.reason) && end.wasStoppedEarly !== true ? "all" : "json";
}
