import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { EmulatorConfig } from "../settings.ts";
import type { EmulatorState } from "../emulator-state.ts";
import type { RecordedRequest } from "../journal/recorded-request.ts";
import type { Random } from "../determinism/random.ts";

/** Everything a handler knows about one request and its answer. */
export interface Exchange {
  config: EmulatorConfig;
  state: EmulatorState;
  /** The id in error messages and in the `x-oneapi-request-id` header. */
  requestId: string;
  /** When the request came, in milliseconds since 1970; stands still when the emulator has a seed. */
  nowMs: number;
  /** Seeded by the request itself, so that equal requests get equal answers. */
  random: Random;
  faultRandom: Random;
  record: RecordedRequest;
  /** On the clock of `performance.now()`. */
  startedMs: number;
  /** The body's bytes; empty for GET. */
  body: Uint8Array<ArrayBuffer>;
}

/**
 * Records that the answer has ended, and how. Only the first call counts. What the user's `onRequest` throws becomes a
 * process warning, because the answer is over by then.
 */
export function endExchange(exchange: Exchange, outcome: RecordedRequest["outcome"]): void {
  const { record, config, startedMs } = exchange;
  if (record.durationMs !== undefined) return;
  if (record.outcome === "pending") record.outcome = outcome;
  record.durationMs = performance.now() - startedMs;
  try {
    config.onRequest?.(record);
  } catch (error) {
    process.emitWarning(`onRequest threw: ${String(error)}`, "EmulatorWarning");
  }
}

/** What Hono carries for each request. */
export interface EmulatorEnv {
  Bindings: Partial<HttpBindings>;
  Variables: { exchange: Exchange };
}

/** Hono's context in this package. */
export type EmulatorContext = Context<EmulatorEnv>;
