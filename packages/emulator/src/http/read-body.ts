import { isJsonObject } from "../engine/conversation.ts";
import type { EmulatorContext } from "./exchange.ts";
import { describeForm, readForm, type FormFields } from "./read-form.ts";
import { APIError } from "./api-error.ts";

// A caller reads the answer only after it has sent the whole body, so the rest is read and thrown away.
const maximumDiscardedBytes = 1024 ** 3;

/** Reads a body up to a limit in bytes. Throws 413 for a larger one, which is not kept. */
export async function readBody(
  request: Request,
  maximumBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (request.body === null) return new Uint8Array();
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > 0 && announced <= maximumBytes) {
    return new Uint8Array(await request.arrayBuffer());
  }
  let chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.byteLength;
    if (length <= maximumBytes) chunks.push(chunk);
    else chunks = [];
    if (length > maximumDiscardedBytes) break;
  }
  if (length > maximumBytes) throw tooLargeError(maximumBytes);
  return new Uint8Array(Buffer.concat(chunks));
}

/** The JSON body of a request, which goes into the journal. Throws 400 if it is not JSON. */
export function readJSONBody(context: EmulatorContext): unknown {
  const type = context.req.header("content-type") ?? "";
  if (!/\bjson\b/iu.test(type)) {
    throw new APIError(`Content-Type must be application/json, not '${type}'`, {
      status: 400,
      type: "invalid_request_error",
    });
  }
  const { body, record } = context.get("exchange");
  const parsed = parseJSON(body);
  record.body = parsed;
  return parsed;
}

/** The multipart body of a request, which goes into the journal. Throws 400 if it is not one. */
export async function readFormBody(context: EmulatorContext): Promise<FormFields> {
  const { body, record } = context.get("exchange");
  const form = await readForm(body, context.req.header("content-type") ?? "");
  record.body = describeForm(form);
  return form;
}

/** The model that a JSON body names. Undefined if the body is not an object. */
export function readModelId(body: unknown): unknown {
  return isJsonObject(body) ? body["model"] : undefined;
}

function parseJSON(body: Uint8Array): unknown {
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
  });
}
