import { decodeBase64, encodeBase64, joinBytes } from "../../media/base64.ts";
import type { AudioEvent, ChatEvent } from "../chat-event.ts";

/**
 * Writes the audio of one choice. Vendors send each fragment with a padding of its own, and frameworks
 * join fragments as texts: bytes that fill no group of four characters wait for the next fragment, so
 * that the joined text is base64.
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

  /** Takes a fragment. An id begins another clip, unless it is that of the clip before. */
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

  /** Writes what still waits. */
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
    // Whoever reads it will say that it is not base64.
    if (decoded === undefined) return data;
    const bytes = joinBytes([this.#rest, decoded]);
    const wholeLength = bytes.length - (bytes.length % 3);
    this.#rest = bytes.slice(wholeLength);
    return encodeBase64(bytes.subarray(0, wholeLength));
  }
}
