import type { MiddlewareHandler } from "hono";
import type { EmulatorConfig } from "../settings.ts";
import type { EmulatorEnv } from "./exchange.ts";
import { invalidTokenError } from "./known-errors.ts";
import { readAPIKey } from "./read-api-key.ts";

/** Lets requests with an accepted key pass: the configured one, or any when none is. Throws 401 for others. */
export function requireAPIKey(config: EmulatorConfig): MiddlewareHandler<EmulatorEnv> {
  return async (context, next) => {
    const key = readAPIKey(context.req.raw);
    const isAccepted = config.apiKey === undefined ? key !== undefined : key === config.apiKey;
    if (!isAccepted) throw invalidTokenError();
    context.get("exchange").state.requestCount += 1;
    await next();
  };
}
