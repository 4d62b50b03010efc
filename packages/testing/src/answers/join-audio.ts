import { Buffer } from "node:buffer";
import type { AnswerAudio } from "./answer.ts";

/** A piece of an audio clip, as in core's events. */
interface AudioFragment {
  id?: string | undefined;
  /** The bytes of this piece alone, in base64. */
  data?: string | undefined;
  transcript?: string | undefined;
}

/** Joins fragments into clips. A fragment with another id than the clip before it begins a new clip. */
export function joinAudio(fragments: readonly AudioFragment[]): AnswerAudio[] {
  const clips: AnswerAudio[] = [];
  for (const { id, data = "", transcript = "" } of fragments) {
    let clip = clips.at(-1);
    if (clip === undefined || (id !== undefined && id !== clip.id)) {
      clip = { id, data: "", transcript: "" };
      clips.push(clip);
    }
    clip.data = joinBase64(clip.data, data);
    clip.transcript += transcript;
  }
  return clips;
}

function joinBase64(...texts: string[]): string {
  return Buffer.concat(texts.map((text) => Buffer.from(text, "base64"))).toString("base64");
}
