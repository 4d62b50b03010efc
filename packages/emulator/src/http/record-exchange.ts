import type { MiddlewareHandler } from "hono";
import type { EmulatorState } from "../emulator-state.ts";
import type { EmulatorConfig } from "../settings.ts";
import { APIError } from "./api-error.ts";
import { endExchange, type EmulatorEnv } from "./exchange.ts";
import { openExchange } from "./open-exchange.ts";
import { readBody } from "./read-body.ts";
import { toErrorResponse } from "./to-error-response.ts";

/** Opens the exchange of each request, reads its body, and records in the journal how it ended. */
export function recordExchange(
  config: EmulatorConfig,
  state: EmulatorState,
): MiddlewareHandler<EmulatorEnv> {
  return async (context, next) => {
    const { body, error } = await readBodyOrError(context.req.raw, config.maxBodyBytes);
    const exchange = openExchange(context.req.raw, body, config, state);
    const { record, requestId } = exchange;
    context.set("exchange", exchange);
    const { outgoing } = context.env;
    // Recorded when the last bytes are handed over. Later would be too late: the caller may look at the journal at once.
    outgoing?.once("prefinish", () => endExchange(exchange, "answered"));
    outgoing?.once("close", () => endExchange(exchange, "client-closed"));
    if (outgoing?.destroyed === true) endExchange(exchange, "client-closed");
    if (error === undefined) await next();
    else context.res = toErrorResponse(error, context);
    // Answers of a service or a recording are not changed.
    if (state.relay === undefined) context.res.headers.set("x-oneapi-request-id", requestId);
    // An exchange that has ended by now was aborted or reset: its status was never sent.
    if (record.durationMs === undefined) record.status = context.res.status;
    // An app that is called directly has no connection that could close.
    if (outgoing === undefined) endExchange(exchange, "answered");
  };
}

async function readBodyOrError(
  request: Request,
  maximumBytes: number,
): Promise<{ body: Uint8Array<ArrayBuffer>; error?: APIError }> {
  try {
    return { body: await readBody(request, maximumBytes) };
  } catch (error) {
    if (error instanceof APIError) return { body: new Uint8Array(), error };
    // The caller left while sending; there is nobody to answer.
    return {
      body: new Uint8Array(),
      error: new APIError("client closed request", { status: 400 }),
    };
  }
}
