import type { ReceivedResponse } from "../chat/chat-answer.ts";
import { CometAPIError } from "../errors/comet-api-error.ts";
import { parseJSON } from "../json-access.ts";
import type { ResponseContext } from "./dispatcher.ts";
import { LIMITS, type ReadLimits } from "./limits.ts";
import { createBaseURLError, looksLikeHTML, type TransportResponse } from "./send-request.ts";
import { throwIfError, toReceivedResponse } from "./call-for-json.ts";

/** A file as it came. */
export interface ReceivedFile {
  data: Uint8Array<ArrayBuffer>;
  /** Media type without parameters, e.g. `audio/mpeg`; undefined when the service does not say. */
  mediaType: string | undefined;
  response: ReceivedResponse;
}

/**
 * Reads a response that is a file.
 *
 * @throws {@link CometAPIError} when it is too large, or an error, a web page or nothing instead.
 */
export async function readFile(
  response: TransportResponse,
  context: ResponseContext,
  limits: ReadLimits = LIMITS.file,
): Promise<ReceivedFile> {
  const { headers, body } = response;
  const mediaType = mediaTypeOf(headers["content-type"]);
  if (Number(headers["content-length"]) > limits.maxBytes) throw body.tooLarge(limits.maxBytes);
  const data = await body.readBytes(limits);
  if (mediaType === "application/json" || mediaType === "text/html" || data.length === 0) {
    const text = new TextDecoder().decode(data.subarray(0, LIMITS.errorBody.maxBytes));
    throw notAFile(text, response, context);
  }
  const isTelling = mediaType !== "application/octet-stream" && mediaType !== "binary/octet-stream";
  return {
    data,
    mediaType: isTelling ? mediaType : undefined,
    response: toReceivedResponse(response),
  };
}

function mediaTypeOf(contentType: string | undefined): string | undefined {
  const mediaType = contentType?.split(";", 1)[0]?.trim().toLowerCase();
  return mediaType === "" ? undefined : mediaType;
}

function notAFile(
  text: string,
  response: TransportResponse,
  context: ResponseContext,
): CometAPIError {
  throwIfError(parseJSON(text), text, response, context);
  if (looksLikeHTML(response.headers, text)) {
    const { url, redact } = context;
    return createBaseURLError(response, url, redact, "answered with a web page");
  }
  const shown = text.trim() === "" ? "nothing" : text.slice(0, 200);
  return response.locate(
    new CometAPIError({
      code: "invalid-response",
      message: `CometAPI sent no file but ${shown}.`,
      isRetryable: text.trim() === "",
    }),
  );
}
