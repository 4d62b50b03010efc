import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** One request and its response. */
export interface Exchange {
  method: string;
  path: string;
  headers: Record<string, string>;
  /** The JSON body; undefined when there was none. */
  body: unknown;
  status: number | undefined;
  responseHeaders: Record<string, string>;
  /** The response body that the client was sent, as text. */
  response: string;
  /** Who ended the exchange: `client` when it closed the connection before the answer was complete. */
  endedBy: "server" | "client" | undefined;
}

/** A proxy in front of a server. It records every exchange, and can hold back the end of an answer. */
export interface ObservingProxy extends AsyncDisposable {
  url: string;
  exchanges: Exchange[];
  /** Whether the end of each answer is held back: of a stream the last event, of any other answer all of it. */
  holdsEnd: boolean;
}

/** Starts a proxy on 127.0.0.1 in front of the server at `target`. */
export async function startObservingProxy(target: string): Promise<ObservingProxy> {
  const exchanges: Exchange[] = [];
  const server = createServer((incoming, outgoing) => {
    relay(incoming, outgoing).catch((error: unknown) => outgoing.destroy(toError(error)));
  });

  async function relay(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const requestBody = await readText(incoming);
    const exchange: Exchange = {
      method: incoming.method ?? "GET",
      path: incoming.url ?? "/",
      headers: Object.fromEntries(
        Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
      ),
      body: requestBody === "" ? undefined : JSON.parse(requestBody),
      status: undefined,
      responseHeaders: {},
      response: "",
      endedBy: undefined,
    };
    exchanges.push(exchange);
    outgoing.on("close", () => {
      exchange.endedBy = outgoing.writableFinished ? "server" : "client";
    });

    const upstream = new AbortController();
    outgoing.on("close", () => upstream.abort());
    const answer = await fetch(new URL(exchange.path, target), {
      method: exchange.method,
      headers: withoutHopByHop(Object.entries(exchange.headers)),
      redirect: "manual",
      signal: upstream.signal,
      ...(requestBody !== "" && { body: requestBody }),
    });
    exchange.status = answer.status;
    exchange.responseHeaders = Object.fromEntries(answer.headers);
    const isStream = answer.headers.get("content-type")?.includes("event-stream") ?? false;
    if (isStream || !proxy.holdsEnd) {
      outgoing.writeHead(answer.status, withoutHopByHop([...answer.headers]));
    }
    let last = "";
    for await (const text of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      exchange.response += text;
      const pieces = `${last}${text}`.split(/(?<=\n\n)(?=.)/s);
      last = pieces.pop() ?? "";
      if (isStream && pieces.length > 0) outgoing.write(pieces.join(""));
    }
    if (!proxy.holdsEnd) outgoing.end(last);
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
  const proxy: ObservingProxy = {
    url: `http://127.0.0.1:${address.port}`,
    exchanges,
    holdsEnd: false,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}

/** Headers that belong to one connection, or to an encoding that `fetch` has already decoded. */
const hopByHop = new Set([
  "accept-encoding",
  "connection",
  "content-encoding",
  "content-length",
  "host",
  "keep-alive",
  "transfer-encoding",
]);

function withoutHopByHop(headers: [string, string][]): Record<string, string> {
  return Object.fromEntries(headers.filter(([name]) => !hopByHop.has(name)));
}

async function readText(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
