import type { ReceivedResponse } from "../chat/chat-answer.ts";
import { CometAPIError } from "../errors/comet-api-error.ts";
import { toCometAPIError } from "../errors/to-comet-api-error.ts";
import { parseJSON } from "../json-access.ts";
import { bareMediaType, resolveMediaType } from "../media/resolve-media-type.ts";
import { sniffMediaType } from "../media/sniff-media-type.ts";
import { looksLikeHTML, throwIfWebPage } from "./base-url-error.ts";
import { beginsDocument } from "./begins-document.ts";
import { LIMITS, type ReadLimits } from "./limits.ts";
import type { TransportResponse } from "./transport-request.ts";
import { throwIfError } from "./call-for-json.ts";

/** A file as it came. */
export interface ReceivedFile {
  data: Uint8Array<ArrayBuffer>;
  /** Media type without parameters, e.g. `audio/mpeg`; undefined when the service does not say. */
  mediaType: string | undefined;
  response: ReceivedResponse;
}

/** Content types that do not name a format. */
const VAGUE_TYPES: ReadonlySet<string | undefined> = new Set([
  "application/octet-stream",
  "binary/octet-stream",
]);

/**
 * Reads a response that is a file. Its media type is taken from its bytes first, then from its content type:
 * relays send errors as `audio/mpeg`, and one format under the name of another.
 *
 * @throws {@link CometAPIError} for a file that is too large, and for an error, a web page or an empty body.
 */
export async function readFile(
  response: TransportResponse,
  limits: ReadLimits = LIMITS.file,
): Promise<ReceivedFile> {
  const { received, body } = response;
  const { headers } = received;
  const label = bareMediaType(headers["content-type"]);
  if (Number(headers["content-length"]) > limits.maxBytes) throw body.tooLarge(limits.maxBytes);
  const data = await body.readBytes(limits);
  if (data.length === 0 || isDocument(data, label)) throw notAFile(beginningOf(data), response);
  const declared = VAGUE_TYPES.has(label) ? undefined : label;
  return {
    data,
    mediaType: resolveMediaType(data, declared),
    response: response.received,
  };
}

/** As {@link readFile}, for a file that must be audio, image or video. A text is taken for an error message. */
export async function readMedia(response: TransportResponse): Promise<ReceivedFile> {
  const file = await readFile(response);
  if (file.mediaType?.startsWith("text/") !== true) return file;
  throw notAFile(beginningOf(file.data), response);
}

/** The part of a text that is searched for an error. */
function beginningOf(data: Uint8Array): string {
  return new TextDecoder().decode(data.subarray(0, LIMITS.errorBody.maxBytes));
}

/** Whether bytes are JSON or a web page, whatever their content type says. */
function isDocument(data: Uint8Array, label: string | undefined): boolean {
  if (sniffMediaType(data) !== undefined || label === "image/svg+xml") return false;
  if (label === "application/json" || label === "text/html") return true;
  if (!beginsDocument(data)) return false;
  const text = beginningOf(data);
  return parseJSON(text) !== undefined || looksLikeHTML(text);
}

function notAFile(text: string, response: TransportResponse): CometAPIError {
  throwIfError(parseJSON(text), text, response);
  throwIfWebPage(text, response);
  const { received, url, redact } = response;
  const stated = toCometAPIError({ ...received, body: text, url, redact });
  // A plain text that a row of the error rules recognizes.
  if (parseJSON(text) === undefined && stated.code !== "server") return stated;
  const shown = text.trim() === "" ? "nothing" : text.slice(0, 200);
  return response.locate(
    new CometAPIError({
      code: "invalid-response",
      message: `CometAPI sent no file but ${shown}.`,
      isRetryable: text.trim() === "",
      body: text,
    }),
  );
}
