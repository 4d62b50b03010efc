// The server of the benchmark: a process of its own, so that no product pays for it.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { setImmediate as nextTurn, setTimeout as delay } from "node:timers/promises";
import { formatShape, parseShape, type StreamShape } from "../stream-shape.ts";
import type { TextAPI } from "../text-api.ts";
import { encodeEmbeddings, encodeStream } from "./encode-answer.ts";
import { encodeShortAnswers } from "./encode-short-answers.ts";

/** Without a word of the key: who removes it from headers would have more to do than elsewhere. */
const requestId = "req_8f14e45fceea167a";

const streams = new Map<string, Buffer[]>();
const answers = encodeShortAnswers();
const embeddings = new Map<string, string>();

const server = createServer((request, response) => {
  void answer(request, response);
});
// A thousand clients come at once: one that finds no place tries again after seconds.
server.listen({ port: 0, host: "127.0.0.1", backlog: 2048 }, () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) process.send?.({ port: address.port });
});
process.on("disconnect", () => process.exit());

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = JSON.parse(await text(request));
  const shape = parseShape(request.url ?? "");
  if (request.url?.endsWith("/embeddings") === true) {
    sendJSON(response, embeddingsFor(body.input, body.encoding_format === "base64"));
  } else if (shape !== undefined) {
    await sendStream(response, shape, apiOf(request.url ?? ""));
  } else {
    sendJSON(response, answers[apiOf(request.url ?? "")]);
  }
}

function sendJSON(response: ServerResponse, body: string): void {
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "x-request-id": requestId,
  });
  response.end(body);
}

function apiOf(url: string): TextAPI {
  if (/:(?:stream)?generateContent/i.test(url)) return "gemini";
  if (url.endsWith("/messages")) return "messages";
  return url.endsWith("/responses") ? "responses" : "chat";
}

async function sendStream(
  response: ServerResponse,
  shape: StreamShape,
  api: TextAPI,
): Promise<void> {
  response.writeHead(200, {
    "content-type": "text/event-stream",
    "cache-control": "no-cache",
    "x-request-id": requestId,
  });
  for (const write of streamOf(shape, api)) {
    // A client that left has measured what it wanted.
    if (response.destroyed) return;
    if (!response.write(write)) await drained(response);
    await wait(shape.intervalMicros);
  }
  response.end();
}

/** Waits until the client has read, or left. */
async function drained(response: ServerResponse): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  const events = ["drain", "close"].map((name) => once(response, name, { signal }));
  await Promise.race(events);
  controller.abort();
  await Promise.allSettled(events);
}

async function wait(micros: number): Promise<void> {
  if (micros >= 1000) {
    await delay(micros / 1000);
    return;
  }
  // Timers count in whole milliseconds; the turns of the event loop are finer.
  const dueAtMs = performance.now() + micros / 1000;
  while (performance.now() < dueAtMs) await nextTurn();
}

function streamOf(shape: StreamShape, api: TextAPI): Buffer[] {
  const key = `${api} ${formatShape(shape)}`;
  const writes = streams.get(key) ?? encodeStream(shape, api);
  streams.set(key, writes);
  return writes;
}

function embeddingsFor(input: readonly unknown[], isBase64: boolean): string {
  const key = `${input.length} ${isBase64}`;
  const body = embeddings.get(key) ?? encodeEmbeddings(input, isBase64);
  embeddings.set(key, body);
  return body;
}
