import { setTimeout as wait } from "node:timers/promises";
import { findFreePort } from "../../docs/src/find-free-port.ts";
import type { Folder } from "./enter-folder.ts";
import type { Server } from "./servers.ts";
import type { Program } from "./start-program.ts";

/** Some servers are compiled at their first start, which takes long on a busy machine. */
const PATIENCE_MS = 600_000;

/**
 * Starts the server of a page with the page's own command, sends it the questions, reads the answers, and stops
 * it.
 *
 * @param curl The page's own `curl` command.
 * @throws When the server ends, prints no address, or answers otherwise than the page shows.
 */
export async function askServer(
  folder: Folder,
  line: string,
  server: Server,
  curl?: string,
): Promise<void> {
  const program = folder.start(line, { PORT: String(await findFreePort()) });
  try {
    const address = await readAddress(program);
    for (const { path, init, prints } of server.asks) {
      const response = await fetch(new URL(path, address), init);
      const text = await response.text();
      if (!prints.test(text)) throw new Error(`${path} answered ${response.status}: ${text}`);
    }
    if (server.curl === undefined) return;
    const answer = await folder.shell(String(curl).replace("http://localhost:3000", address));
    if (!server.curl.test(answer)) throw new Error(`curl printed: ${answer}`);
  } catch (error) {
    throw new Error(`${line}: ${String(error)}\nIt printed: ${program.printed()}`, {
      cause: error,
    });
  } finally {
    await program.stop();
  }
}

async function readAddress(program: Program): Promise<string> {
  const startedAtMs = Date.now();
  for (;;) {
    const [address] = /http:\/\/(localhost|127\.0\.0\.1):\d+/.exec(program.printed()) ?? [];
    if (address !== undefined) return address;
    if (program.hasEnded()) throw new Error("It ended.");
    if (Date.now() - startedAtMs > PATIENCE_MS) throw new Error("It printed no address.");
    await wait(100);
  }
}
