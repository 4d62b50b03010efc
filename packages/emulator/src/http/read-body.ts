import { APIError } from "./api-error.ts";

/** Reads a body up to a limit, in bytes. Throws 413 beyond it, without reading the rest. */
export async function readBody(
  request: Request,
  maximumBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > maximumBytes) throw tooLargeError(maximumBytes);
  if (request.body === null) return new Uint8Array();
  if (announced > 0) return new Uint8Array(await request.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.byteLength;
    if (length > maximumBytes) throw tooLargeError(maximumBytes);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** Parses a JSON body. Throws 400 when it is none. */
export function parseJSONBody(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch (error) {
    const reason = error instanceof Error ? error.message : "not JSON";
    throw new APIError(`invalid json: ${reason}`, { status: 400, type: "invalid_request_error" });
  }
}

function tooLargeError(maximumBytes: number): APIError {
  return new APIError(`request entity too large: the limit is ${maximumBytes} bytes`, {
    status: 413,
    headers: { connection: "close" },
  });
}
