/** Why there is no answer, or no whole one: what a card shows. It survives JSON. */
export interface Failure {
  /** `CometAPIError`'s code, or `unknown`. */
  code: string;
  message: string;
  status?: number | undefined;
  /** The id CometAPI's support asks for. */
  requestId?: string | undefined;
  /** What the person can do about it. */
  advice?: string | undefined;
}
