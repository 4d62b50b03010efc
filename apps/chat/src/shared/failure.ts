/** Why there is no answer, or not a whole one, as a card shows it. It can be stored as JSON. */
export interface Failure {
  /** The code of the `CometAPIError`, or `unknown`. */
  code: string;
  message: string;
  status?: number | undefined;
  /** The id that CometAPI's support asks for. */
  requestId?: string | undefined;
  /** What the person can do about it. */
  advice?: string | undefined;
}
