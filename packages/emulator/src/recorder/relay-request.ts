import type { Next } from "hono";
import type { EmulatorContext } from "../http/exchange.ts";

/** Lets a recorder or a recording answer where there is one, else the emulator. Keys are not looked at then. */
export function relayRequest(context: EmulatorContext, next: Next): Promise<Response | void> {
  const { state, record, body } = context.get("exchange");
  if (state.relay === undefined) return next();
  record.body = readJSON(body);
  return state.relay.answer({
    request: context.req.raw,
    body,
    cutConnection: () => {
      record.outcome = "cut";
      context.env.outgoing?.destroy();
    },
  });
}

/** The body for the journal, as far as it is JSON. */
function readJSON(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
