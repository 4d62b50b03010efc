import { CometAPIError } from "../errors/comet-api-error.ts";
import { isObject } from "../json-access.ts";
import { findNativeFailure } from "./native/find-native-failure.ts";
import { NativeStreamBody } from "./native-stream-body.ts";
import { beginsDocument } from "./begins-document.ts";
import { parseJSONBody } from "./parse-json-body.ts";
import type { TransportResponse } from "./send-request.ts";
import { toFetchResponse, withoutEncoding } from "./to-fetch-response.ts";

/**
 * A response of the Responses, Messages or Gemini API in the form `fetch` gives it, for a package that
 * trusts it: what such a package would take for a short or an empty answer is an error.
 *
 * @param isStream Whether a stream was asked for; undefined when that is not known.
 * @throws {@link CometAPIError} when the answer is an error or not what was asked for. A stream fails with
 * one where it goes wrong, after what came before.
 */
export async function toStrictResponse(
  response: TransportResponse,
  isStream: boolean | undefined,
): Promise<Response> {
  const { status, headers, url, locate, redact } = response;
  if (isStream !== false && !beginsDocument(await response.body.peek())) {
    return toFetchResponse({ ...response, body: new NativeStreamBody(response) });
  }
  const text = await response.body.readText();
  const body = parseJSONBody(text, response);
  const failure = findNativeFailure(body, { status, headers, url, redact });
  if (failure !== undefined) throw failure;
  if (isStream || !isAnswer(body)) {
    const wanted = isStream ? "a stream" : "an answer";
    const message = `CometAPI did not send ${wanted} but ${text.slice(0, 200)}`;
    throw locate(new CometAPIError({ code: "invalid-response", message, isRetryable: true }));
  }
  return new Response(text, { status, headers: withoutEncoding(headers) });
}

/** Whether a body holds what the Responses, the Messages or the Gemini API answers with. */
function isAnswer(body: unknown): boolean {
  return isObject(body) && ["output", "content", "candidates"].some((name) => name in body);
}
