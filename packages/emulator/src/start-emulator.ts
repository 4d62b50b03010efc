import { createAdaptorServer, type ServerType } from "@hono/node-server";
import { createApp } from "./create-app.ts";
import { clearEmulatorState, createEmulatorState } from "./emulator-state.ts";
import type { RecordedRequest } from "./journal/recorded-request.ts";
import type { Script } from "./scripting/script-book.ts";
import type { RequestMatch } from "./scripting/scripted-request.ts";
import type { RelayState } from "./recorder/relay.ts";
import { openRelay } from "./recorder/open-relay.ts";
import { resolveConfig, type EmulatorSettings } from "./settings.ts";

/** A running emulator. `await using` closes it at the end of its block. */
export interface Emulator extends AsyncDisposable {
  /** The root, e.g. `http://127.0.0.1:4141`: give it to a client as its base URL. */
  url: string;
  /** The latest requests, at most 1000, oldest first; keys are masked. Records change while their answers are sent. */
  requests: readonly RecordedRequest[];
  /** With `record` or `replay`: what the folder holds, what was not played, what was asked and is not there. */
  readonly recordings: RelayState | undefined;
  /**
   * Answers requests that match with replies of your own; see `Script`. Without a match it answers all. The latest
   * script that fits wins.
   */
  on: (match?: RequestMatch) => Script;
  /** Forgets scripts, the journal and everything else that requests have left behind. */
  reset: () => void;
  /** Stops listening, closes every connection and writes what was recorded; open answers may first go on for `graceMs` milliseconds (default 0). */
  close: (options?: { graceMs?: number }) => Promise<void>;
}

/**
 * Starts a local CometAPI on 127.0.0.1 and resolves once it listens.
 *
 * @throws {TypeError} when a setting makes no sense, or a folder of recordings is not as it should be.
 * @throws the system's error when the port is taken.
 */
export async function startEmulator(settings: EmulatorSettings = {}): Promise<Emulator> {
  const config = resolveConfig(settings);
  const state = createEmulatorState();
  state.relay = await openRelay(config);
  const app = createApp(config, state);
  const server = createAdaptorServer({
    fetch: app.fetch,
    hostname: config.host,
    overrideGlobalObjects: false,
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(config.port, config.host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : config.port;
  const close: Emulator["close"] = async ({ graceMs = 0 } = {}) => {
    await closeServer(server, graceMs);
    await state.relay?.close();
  };
  return {
    url: `http://${toReachableHost(config.host)}:${port}`,
    requests: state.journal.requests,
    get recordings() {
      return state.relay?.describe();
    },
    on: (match) => state.scripts.on(match),
    reset: () => clearEmulatorState(state),
    close,
    [Symbol.asyncDispose]: () => close(),
  };
}

/** The host by which a program on this machine reaches a server that listens on the given address. */
function toReachableHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

async function closeServer(server: ServerType, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  const closeIdle = (): void => {
    if ("closeIdleConnections" in server) server.closeIdleConnections();
  };
  const closeAll = (): void => {
    if ("closeAllConnections" in server) server.closeAllConnections();
  };
  if (graceMs <= 0) closeAll();
  // Callers keep connections open after an answer. They are closed when they fall idle.
  const idleTimer = setInterval(closeIdle, 50);
  const graceTimer = setTimeout(closeAll, graceMs);
  await closed;
  clearInterval(idleTimer);
  clearTimeout(graceTimer);
}
