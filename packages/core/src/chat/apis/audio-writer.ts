import { decodeBase64, encodeBase64, joinBytes } from "../../media/base64.ts";
import type { AudioEvent, ChatEvent } from "../chat-event.ts";

/**
 * Writes the audio of one choice. Vendors send each fragment with its own base64 padding, but frameworks join
 * the fragments as texts. So bytes that do not fill a group of four characters wait for the next fragment, and
 * the joined text is valid base64.
 */
export class AudioWriter {
  readonly #choiceIndex: number;
  #id: string | undefined;
  #mediaType: string | undefined;
  /** Two bytes at most. */
  #rest = new Uint8Array();

  constructor(choiceIndex: number) {
    this.#choiceIndex = choiceIndex;
  }

  /** Takes a fragment. A new id begins another clip. */
  write(fragment: Omit<AudioEvent, "type" | "choiceIndex">, events: ChatEvent[]): void {
    const { id, mediaType, transcript } = fragment;
    if (id !== undefined && id !== this.#id) {
      this.end(events);
      this.#id = id;
    }
    this.#mediaType = mediaType;
    const data = fragment.data === undefined ? undefined : this.#align(fragment.data) || undefined;
    if (id === undefined && data === undefined && transcript === undefined) return;
    events.push({ type: "audio", choiceIndex: this.#choiceIndex, ...fragment, data });
  }

  /** Writes the bytes that still wait. */
  end(events: ChatEvent[]): void {
    if (this.#rest.length === 0) return;
    events.push({
      type: "audio",
      choiceIndex: this.#choiceIndex,
      id: undefined,
      data: encodeBase64(this.#rest),
      ...(this.#mediaType !== undefined && { mediaType: this.#mediaType }),
      transcript: undefined,
    });
    this.#rest = new Uint8Array();
  }

  #align(data: string): string {
    const isAligned = this.#rest.length === 0 && data.length % 4 === 0 && !data.endsWith("=");
    if (isAligned) return data;
    const decoded = decodeBase64(data);
    // Not base64: passed on unchanged, so that the reader of the event can report it.
    if (decoded === undefined) return data;
    const bytes = joinBytes([this.#rest, decoded]);
    const wholeLength = bytes.length - (bytes.length % 3);
    this.#rest = bytes.slice(wholeLength);
    return encodeBase64(bytes.subarray(0, wholeLength));
  }
}
