import { createServer, type RequestListener } from "node:http";

/** A server for tests that need a real connection. */
export interface LocalServer extends AsyncDisposable {
  /** Its root, without a trailing slash. */
  url: string;
}

/** Starts a server on 127.0.0.1 with this handler for all requests. Disposing it closes all connections. */
export async function startServer(answer: RequestListener): Promise<LocalServer> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
