import type { JSONObject } from "../json.ts";
import type { FetchReader } from "./dispatcher.ts";
import { toStrictResponse } from "./to-strict-response.ts";

/** What a call adds to the requests of another package. */
export interface StrictFetchOptions {
  headers: Record<string, string | undefined> | undefined;
  /** Fields merged into JSON bodies last. */
  extraBody: Readonly<JSONObject> | undefined;
  /** Whether a stream is asked for: the other form is refused. Default: not known, both are taken. */
  isStream?: boolean | undefined;
}

/** The part of a `CometAPIClient` that is needed here. */
export interface FetchingClient {
  fetchAndRead: (
    request: Request,
    init: RequestInit | undefined,
    read: FetchReader,
  ) => Promise<Response>;
}

/**
 * A client's `fetch` for another package that speaks the Responses, the Anthropic Messages or the Gemini
 * API: adds the headers and body fields of the call, and makes those APIs fail as Chat Completions does.
 *
 * It throws a `CometAPIError` for a refusal, a redirect, a web page, and an error or something else than
 * an answer under status 200. A stream fails with one, after what came before, at an error, at a frame
 * that is not JSON, and where it ends before the answer does (`stream-interrupted`). It never retries.
 */
export function createStrictFetch(
  client: FetchingClient,
  { headers, extraBody, isStream }: StrictFetchOptions,
): (input: string | URL | Request, init?: RequestInit) => Promise<Response> {
  return async (input, init) => {
    const request = new Request(input, init);
    // The package's own name would hide ours.
    request.headers.delete("user-agent");
    for (const [name, value] of Object.entries(headers ?? {})) {
      if (value === undefined) request.headers.delete(name);
      else request.headers.set(name, value);
    }
    const isExtended = extraBody !== undefined && request.method === "POST";
    const body = isExtended ? { ...(await request.json()), ...extraBody } : undefined;
    return client.fetchAndRead(
      request,
      body === undefined ? undefined : { body: JSON.stringify(body) },
      (response) => {
        // The signal of a Request follows that of another only as long as both live.
        void response.body.closed.then(() => input);
        return toStrictResponse(response, isStream);
      },
    );
  };
}
