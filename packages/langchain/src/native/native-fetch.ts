import { type CometAPIClient, type JSONObject, toCometAPIError } from "@cometapi/core";

/** What a call adds to the requests of another package. */
export interface NativeFetchOptions {
  headers: Record<string, string | undefined> | undefined;
  extraBody: Readonly<JSONObject> | undefined;
}

/**
 * Core's `fetch` for another package: adds the headers and body fields of the call, and throws a
 * refusal as `CometAPIError`, so that every API fails alike.
 */
export function createNativeFetch(
  client: CometAPIClient,
  { headers, extraBody }: NativeFetchOptions,
): CometAPIClient["fetch"] {
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
    const response = await client.fetch(
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
