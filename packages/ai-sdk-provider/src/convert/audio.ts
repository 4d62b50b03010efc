import { type AudioEvent, CometAPIError } from "@cometapi/core";
import { PROVIDER_KEY } from "../provider-options.ts";
import { convertBase64ToBytes } from "./base64.ts";
import type { FilePart } from "./file-part.ts";

/**
 * A generated clip as a file, from its fragments.
 *
 * @returns Undefined when none of them holds any sound, an error when they are not base64.
 */
export function convertAudio(
  fragments: readonly AudioEvent[],
  format: string,
): FilePart | CometAPIError | undefined {
  let audio: Uint8Array;
  try {
    audio = joinFragments(fragments);
  } catch {
    const message = "The answer holds audio that is not base64.";
    return new CometAPIError({ code: "invalid-response", message });
  }
  if (audio.length === 0) return undefined;
  const transcript = fragments.map((fragment) => fragment.transcript ?? "").join("");
  const id = fragments.find((fragment) => fragment.id !== undefined)?.id;
  return {
    type: "file",
    mediaType: mediaTypes.get(format) ?? `audio/${format}`,
    data: { type: "data", data: audio },
    providerMetadata: { [PROVIDER_KEY]: { transcript, ...(id === undefined ? {} : { id }) } },
  };
}

/** Each fragment is base64 of its own, with its own padding: only their bytes can be joined. */
function joinFragments(fragments: readonly AudioEvent[]): Uint8Array {
  const chunks = fragments.flatMap(({ data }) =>
    data === undefined ? [] : [convertBase64ToBytes(data)],
  );
  const audio = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    audio.set(chunk, offset);
    offset += chunk.length;
  }
  return audio;
}

const mediaTypes = new Map([
  ["mp3", "audio/mpeg"],
  ["pcm16", "audio/pcm"],
  ["opus", "audio/ogg"],
]);
