import type { JSONObject } from "../json.ts";
import { toCometAPIError } from "../errors/to-comet-api-error.ts";

/** What a call adds to the requests of another package. */
export interface StrictFetchOptions {
  headers: Record<string, string | undefined> | undefined;
  /** Fields merged into JSON bodies last. */
  extraBody: Readonly<JSONObject> | undefined;
}

/**
 * A client's `fetch` for another package that speaks one of CometAPI's formats: adds the headers and
 * body fields of the call, and throws a refusal as `CometAPIError`, so that every API fails alike.
 *
 * @param fetch The `fetch` of a `CometAPIClient`.
 */
export function createStrictFetch(
  fetch: (input: Request, init?: RequestInit) => Promise<Response>,
  { headers, extraBody }: StrictFetchOptions,
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
    const response = await fetch(
      request,
      body === undefined ? undefined : { body: JSON.stringify(body) },
    );
    if (response.ok) return response;
    throw toCometAPIError({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
      url: request.url,
    });
  };
}
