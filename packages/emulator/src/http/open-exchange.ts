import { createRandom } from "../determinism/random.ts";
import { hash32 } from "../determinism/hash.ts";
import type { EmulatorState } from "../emulator-state.ts";
import { maskHeaders, maskQuery } from "../journal/mask-secrets.ts";
import type { EmulatorConfig } from "../settings.ts";
import type { Exchange } from "./exchange.ts";

// The time of a seeded emulator, which never moves: 2026-01-01T00:00:00Z.
const seededNowMs = 1_767_225_600_000;

/** Begins the exchange for a request whose body was read: gives it an id, a clock, randomness and a record. */
export function openExchange(
  request: Request,
  body: Uint8Array<ArrayBuffer>,
  config: EmulatorConfig,
  state: EmulatorState,
): Exchange {
  const startedMs = performance.now();
  const url = new URL(request.url);
  const isForm = request.headers.get("content-type")?.startsWith("multipart/") ?? false;
  // A form's boundary differs from run to run, so a form does not count towards the seed.
  const content = isForm
    ? ""
    : Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("latin1");
  const key = `${request.method} ${url.pathname} ${hash32(content)}`;
  const occurrence = `${key} ${state.occurrences.count(key)}`;
  const random = createRandom(`${config.seed ?? 0} ${occurrence}`);
  // Faults have a generator of their own, so that an answer is the same with and without them.
  const faultRandom = createRandom(`${config.seed ?? state.chance} ${occurrence} fault`);
  const nowMs = config.seed === undefined ? Date.now() : seededNowMs;
  const requestId = createRequestId(nowMs, random.text(8), random.next());
  const record: Exchange["record"] = {
    id: requestId,
    method: request.method,
    path: url.pathname,
    query: maskQuery(url.searchParams),
    headers: maskHeaders(request.headers),
    body: undefined,
    status: undefined,
    outcome: "pending",
    fault: undefined,
    durationMs: undefined,
  };
  state.journal.add(record, body.byteLength);
  return {
    config,
    state,
    requestId,
    nowMs,
    random,
    faultRandom,
    record,
    startedMs,
    body,
  };
}

/** A request id as the service writes it: the time to the second, digits, eight letters. */
function createRequestId(nowMs: number, suffix: string, fraction: number): string {
  const time = new Date(nowMs).toISOString().replaceAll(/\D/gu, "").slice(0, 14);
  return `${time}${String(Math.floor(fraction * 1e9)).padStart(9, "0")}${suffix}`;
}
