import { RequestNotes } from "../request-notes.ts";

/** What converting a request brings to light besides its body: warnings, and beta flags it needs. */
export class MessagesNotes extends RequestNotes {
  readonly betas: Set<string> = new Set();
}
