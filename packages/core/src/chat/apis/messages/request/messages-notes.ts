import { RequestNotes } from "../../request/request-notes.ts";

/** The warnings of a request, and the beta flags that it needs. */
export class MessagesNotes extends RequestNotes {
  readonly betas: Set<string> = new Set();
}
