import type { LanguageModelV4File } from "@ai-sdk/provider";
import { convertBase64ToUint8Array } from "@ai-sdk/provider-utils";
import type { AudioEvent } from "@cometapi/core";
import { PROVIDER_KEY } from "../provider-options.ts";

/** A generated clip as a file, from its fragments. Undefined when none of them holds any sound. */
export function convertAudio(
  fragments: readonly AudioEvent[],
  format: string,
): LanguageModelV4File | undefined {
  // Each fragment is base64 of its own, with its own padding: only their bytes can be joined.
  const chunks = fragments.flatMap(({ data }) =>
    data === undefined ? [] : [convertBase64ToUint8Array(data)],
  );
  if (chunks.length === 0) return undefined;
  const audio = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    audio.set(chunk, offset);
    offset += chunk.length;
  }
  const transcript = fragments.map((fragment) => fragment.transcript ?? "").join("");
  const id = fragments.find((fragment) => fragment.id !== undefined)?.id;
  return {
    type: "file",
    mediaType: mediaTypes.get(format) ?? `audio/${format}`,
    data: { type: "data", data: audio },
    providerMetadata: { [PROVIDER_KEY]: { transcript, ...(id === undefined ? {} : { id }) } },
  };
}

const mediaTypes = new Map([
  ["mp3", "audio/mpeg"],
  ["pcm16", "audio/pcm"],
  ["opus", "audio/ogg"],
]);
