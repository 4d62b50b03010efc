import { createInMemoryFetch, type ScriptedReply } from "./in-memory-fetch.ts";
import { jsonResponse } from "./scripted-response.ts";

/** Charged 0.8 and 8 USD for a million tokens. */
const pricing = { currency: "USD / M Tokens", input: 1, output: 10, ratio: 0.8 };
const twice = { ...pricing, input: 2, output: 20 };

/**
 * A `fetch` whose catalogue lists `priced`, `priced-too` and `priced-twice`, and that answers every other request with the replies in
 * turn, the last one again and again. A reply may look at the body it answers.
 *
 * @returns Also the bodies of those other requests, in their order.
 */
export function createPricedFetch(replies: readonly ((body: unknown) => ScriptedReply)[]): {
  fetch: (input: string, init: RequestInit) => Promise<Response>;
  sent: unknown[];
} {
  const sent: unknown[] = [];
  const data = [
    { id: "priced", pricing },
    { id: "priced-too", pricing },
    { id: "priced-twice", pricing: twice },
  ];
  return {
    sent,
    fetch: async (url, init) => {
      if (url.includes("/api/models")) return jsonResponse({ success: true, data });
      const reply = replies[sent.length] ?? replies.at(-1);
      sent.push(init.body);
      return createInMemoryFetch([reply?.(init.body) ?? new Error("no reply")]).fetch(url, init);
    },
  };
}
