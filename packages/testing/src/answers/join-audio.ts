import { Buffer } from "node:buffer";
import type { AnswerAudio } from "./answer.ts";

/** A piece of a clip, as core's events have it. */
interface AudioFragment {
  id?: string | undefined;
  /** Base64 of its own. */
  data?: string | undefined;
  transcript?: string | undefined;
}

/** Clips from their fragments: an id begins another clip, unless it is that of the clip before. */
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
