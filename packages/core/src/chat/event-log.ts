import type { ChatEvent } from "./chat-event.ts";
import { addedText, continues, type Delta, isDelta, withAddedText } from "./fold-deltas.ts";
import { GrowingText } from "./growing-text.ts";

/**
 * Keeps the events of an answer until its end. Deltas that follow each other become one, so that a long
 * answer takes little more memory than its text.
 */
export class EventLog {
  readonly #events: ChatEvent[] = [];
  /** The last event if it is a delta, and the joined text of that delta and those that continued it. */
  #open: { delta: Delta; text: GrowingText } | undefined;

  push(event: ChatEvent): void {
    if (!isDelta(event)) {
      this.#close();
      this.#events.push(event);
      return;
    }
    if (this.#open === undefined || !continues(this.#open.delta, event)) {
      this.#close();
      this.#open = { delta: event, text: new GrowingText() };
    }
    this.#open.text.push(addedText(event));
  }

  /** What was kept so far. */
  get events(): readonly ChatEvent[] {
    if (this.#open === undefined) return this.#events;
    const { delta, text } = this.#open;
    return [...this.#events, withAddedText(delta, text.toString())];
  }

  #close(): void {
    if (this.#open === undefined) return;
    const { delta, text } = this.#open;
    this.#events.push(withAddedText(delta, text.toString()));
    this.#open = undefined;
  }
}
