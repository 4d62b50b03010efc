import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { Dispatcher } from "./dispatcher.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** Calls the fetch for other packages and tells whether an abort still reaches the connection later. */
async function isAborted(call: (dispatcher: Dispatcher, signal: AbortSignal) => Promise<Response>) {
  let connection: AbortSignal | null | undefined;
  const fetch = async (_: string | URL | Request, init?: RequestInit): Promise<Response> => {
    connection = init?.signal;
    return new Response(new ReadableStream());
  };
  const dispatcher = new Dispatcher({ apiKey: "sk-test-0123456789abcdef", fetch });
  const controller = new AbortController();
  const response = await call(dispatcher, controller.signal);
  for (let pass = 0; pass < 5; pass += 1) {
    collectGarbage();
    await nextTurn();
  }
  controller.abort();
  await response.body?.cancel().catch(() => {});
  return connection?.aborted;
}

const url = "https://api.cometapi.com/v1/messages";

it("lets an abort through to a fetched body, however long ago the call was", async () => {
  expect(await isAborted((dispatcher, signal) => dispatcher.fetch(url, { signal }))).toBe(true);
});

it("lets the abort of a Request through, which nobody else holds", async () => {
  const isThrough = await isAborted((dispatcher, signal) =>
    dispatcher.fetch(new Request(url, { signal })),
  );
  expect(isThrough).toBe(true);
});
