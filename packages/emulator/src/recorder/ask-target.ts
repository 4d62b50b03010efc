import { request as requestHTTP, type IncomingMessage } from "node:http";
import { request as requestHTTPS } from "node:https";
import { APIError } from "../http/api-error.ts";

/** Headers of one connection, which are not passed on. */
export const connectionHeaders: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

// The length and the encoding are set again. `expect` was answered by this server.
const replacedHeaders = new Set(["accept-encoding", "content-length", "expect", "host"]);

/**
 * Passes a request on unchanged, and resolves once the headers of the answer are there. Only the encoding is changed to
 * `identity`, so that the recording can be read and searched for keys.
 *
 * @throws {APIError} 502 when the service cannot be reached.
 */
export function askTarget(
  target: URL,
  request: Request,
  body: Uint8Array,
): Promise<IncomingMessage> {
  const { pathname, search } = new URL(request.url);
  const address = new URL(
    `${target.origin}${target.pathname.replace(/\/$/u, "")}${pathname}${search}`,
  );
  const headers = Object.fromEntries(
    [...request.headers].filter(
      ([name]) => !connectionHeaders.has(name) && !replacedHeaders.has(name),
    ),
  );
  const hasBody = body.byteLength > 0 || !["GET", "HEAD"].includes(request.method);
  const send = address.protocol === "https:" ? requestHTTPS : requestHTTP;
  return new Promise((resolve, reject) => {
    const outgoing = send(address, {
      method: request.method,
      headers: {
        ...headers,
        "accept-encoding": "identity",
        ...(hasBody ? { "content-length": body.byteLength } : {}),
      },
    });
    // From here on the reader of the answer decides when it is aborted.
    const leave = (): void => void outgoing.destroy();
    request.signal.addEventListener("abort", leave, { once: true });
    outgoing.once("response", (incoming) => {
      request.signal.removeEventListener("abort", leave);
      resolve(incoming);
    });
    outgoing.once("error", (error) => reject(toUnreachableError(target, error)));
    outgoing.end(body);
  });
}

function toUnreachableError(target: URL, error: Error): APIError {
  const reason = error.message === "" && "code" in error ? String(error.code) : error.message;
  return new APIError(`the recorder cannot reach ${target.origin}: ${reason}`, {
    status: 502,
    type: "emulator_error",
    code: "target_unreachable",
  });
}
