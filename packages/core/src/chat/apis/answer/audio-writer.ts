import { decodeBase64, encodeBase64, joinBytes } from "../../../media/base64.ts";
import { mapAudioMediaType } from "../../../media/map-audio-format.ts";
import { sniffMediaType } from "../../../media/sniff-media-type.ts";
import type { AudioEvent, ChatEvent } from "../../chat-event.ts";

/**
 * Writes the audio of one choice. Vendors send each fragment with its own base64 padding, but frameworks join
 * the fragments as texts. So bytes that do not fill a group of four characters wait for the next fragment, and
 * the joined text is valid base64.
 */
export class AudioWriter {
  readonly #choiceIndex: number;
  readonly #askedType: string | undefined;
  #id: string | undefined;
  /** Of the open clip. */
  #mediaType: string | undefined;
  /** Two bytes at most. */
  #rest = new Uint8Array();

  /** @param askedFormat The format that the request asks for, such as `mp3`: most APIs do not name it. */
  constructor(choiceIndex: number, askedFormat?: string) {
    this.#choiceIndex = choiceIndex;
    this.#askedType = askedFormat === undefined ? undefined : mapAudioMediaType(askedFormat);
  }

  /** Takes a fragment. A new id begins another clip. */
  write(fragment: Omit<AudioEvent, "type" | "choiceIndex">, events: ChatEvent[]): void {
    const { id, transcript } = fragment;
    if (id !== undefined && id !== this.#id) {
      this.end(events);
      this.#id = id;
      this.#mediaType = undefined;
    }
    this.#mediaType =
      fragment.mediaType ??
      this.#mediaType ??
      this.#askedType ??
      (fragment.data === undefined ? undefined : sniffMediaType(fragment.data));
    const data = fragment.data === undefined ? undefined : this.#align(fragment.data) || undefined;
    if (id === undefined && data === undefined && transcript === undefined) return;
    this.#push({ id, data, transcript }, events);
  }

  /** Writes the bytes that still wait. */
  end(events: ChatEvent[]): void {
    if (this.#rest.length === 0) return;
    const data = encodeBase64(this.#rest);
    this.#push({ id: undefined, data, transcript: undefined }, events);
    this.#rest = new Uint8Array();
  }

  #push(fragment: Omit<AudioEvent, "type" | "choiceIndex">, events: ChatEvent[]): void {
    const type = this.#mediaType === undefined ? {} : { mediaType: this.#mediaType };
    events.push({ type: "audio", choiceIndex: this.#choiceIndex, ...fragment, ...type });
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
