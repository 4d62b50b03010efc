import { type CometAPIClient, CometAPIError } from "@cometapi/core";
import { createStrictFetch } from "@cometapi/core/strict-fetch";
import { toCallError } from "../errors.ts";

/** The part of `fetch` that the AI SDK's packages use. */
export type NativeFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/**
 * A `fetch` for the AI SDK's packages for native APIs, with which these APIs fail as `chat` does: made
 * in here, an error is read by core and shows no key, and a success that is none is an error too.
 *
 * @param onBreak Told what ends a streamed answer too early. Its body just ends then: the streams of
 *   a package would throw away what they hold of the answer when it failed.
 * @throws APICallError before the answer has begun. LoadAPIKeyError without a key. The reason of the
 *   caller's abort as it is.
 */
export function createNativeFetch(
  client: CometAPIClient,
  onBreak: (error: CometAPIError) => void,
): NativeFetch {
  return async (input, init) => {
    const userAgent = new Headers(init?.headers).get("user-agent") ?? undefined;
    const requestBody = readBody(init);
    const isStream = asksForStream(input, requestBody);
    const strictFetch = createStrictFetch(client, {
      headers: { "user-agent": userAgent },
      extraBody: undefined,
      isStream,
    });
    try {
      const response = await strictFetch(input, init);
      return isStream ? endAtBreak(response, onBreak) : response;
    } catch (error) {
      throw toCallError(error, { requestBody });
    }
  };
}

function endAtBreak(response: Response, onBreak: (error: CometAPIError) => void): Response {
  const reader = response.body?.getReader();
  if (reader === undefined) return response;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          if (!CometAPIError.isInstance(error)) throw error;
          onBreak(error);
          controller.close();
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, response);
}

function readBody(init: RequestInit | undefined): unknown {
  return typeof init?.body === "string" ? JSON.parse(init.body) : undefined;
}

/** Responses and Messages say it in the body, Gemini in the address. */
function asksForStream(input: string | URL | Request, body: unknown): boolean {
  const url = input instanceof Request ? input.url : String(input);
  if (new URL(url).pathname.endsWith(":streamGenerateContent")) return true;
  return typeof body === "object" && body !== null && "stream" in body && body.stream === true;
}
