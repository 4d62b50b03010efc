import { type AudioEvent, CometAPIError, joinBase64, mapAudioMediaType } from "@cometapi/core";
import { PROVIDER_KEY } from "../provider-options.ts";
import type { FilePart } from "./image.ts";

/**
 * A generated clip as a file, from its fragments.
 *
 * @param format In which it was asked for, where the API does not name its type.
 *
 * @returns Undefined when none of them holds any sound, an error when they are not base64.
 */
export function convertAudio(
  fragments: readonly AudioEvent[],
  format: string,
): FilePart | CometAPIError | undefined {
  const audio = joinBase64(fragments.map(({ data = "" }) => data));
  if (audio === undefined) {
    const message = "The answer holds audio that is not base64.";
    return new CometAPIError({ code: "invalid-response", message });
  }
  if (audio.length === 0) return undefined;
  const transcript = fragments.map((fragment) => fragment.transcript ?? "").join("");
  const id = fragments.find((fragment) => fragment.id !== undefined)?.id;
  const named = fragments.find(({ mediaType }) => mediaType !== undefined)?.mediaType;
  return {
    type: "file",
    mediaType: named ?? mapAudioMediaType(format),
    data: { type: "data", data: audio },
    providerMetadata: { [PROVIDER_KEY]: { transcript, ...(id === undefined ? {} : { id }) } },
  };
}
