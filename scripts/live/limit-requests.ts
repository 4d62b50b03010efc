/**
 * Lets a number of requests pass and refuses all others before they cost anything, so that an endless loop or
 * multiplying retries cannot run up a bill.
 *
 * @param most How many requests may be sent.
 */
export function limitRequests(fetch: typeof globalThis.fetch, most: number): typeof fetch {
  let sent = 0;
  return (input, init) => {
    sent += 1;
    if (sent <= most) return fetch(input, init);
    return Promise.reject(
      new Error(`More than ${most} requests: COMETAPI_LIVE_MAX_REQUESTS is the limit for a file.`),
    );
  };
}
