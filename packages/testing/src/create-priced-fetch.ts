import { createInMemoryFetch, type ScriptedReply } from "./in-memory-fetch.ts";
import { jsonResponse } from "./scripted-response.ts";

/** With CometAPI's discount, 0.8 USD for a million input tokens and 8 USD for a million output tokens. */
const pricing = { currency: "USD / M Tokens", input: 1, output: 10, ratio: 0.8 };
const twice = { ...pricing, input: 2, output: 20 };

/**
 * A `fetch` whose catalogue lists the models `priced`, `priced-too` and `priced-twice`. Every other request
 * gets one of the replies in turn, and the last one repeatedly. A reply may depend on the body of the request.
 *
 * @returns The `fetch`, and the bodies of those other requests in order.
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
