/**
 * Streams many answers at once from an emulator that fails in every way it knows, and reports how
 * they ended and what was left over.
 *
 * `node --expose-gc --trace-warnings soak.ts [streams]` prints one line of JSON.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { CometAPIClient, CometAPIError } from "../src/index.ts";

const streams = Number(process.argv[2] ?? 2000);
const emulatorPath = fileURLToPath(import.meta.resolve("@cometapi/emulator"));

const FAULTS = [
  "none",
  "none",
  "none",
  "429 retry-after=0",
  "500",
  "503",
  "delay 1s",
  "reset",
  "html",
  "redirect",
  "stall after=3",
  "cut after=2",
  "end-early after=4",
  "malformed-frame after=2",
  "error-in-stream after=0",
  "error-in-stream after=2",
  "wrong-content-type",
  "drip bytes=50 every=1ms",
];

/** One model for each text API; every fault meets each of them. */
const MODELS = ["gpt-4o-mini", "gpt-5-mini", "claude-sonnet-4-5", "gemini-2.5-flash"] as const;

/** How the caller behaves: reads on, leaves the loop early, or aborts. */
const MANNERS = ["read", "read", "read", "read", "leave", "abort"] as const;

const emulator = spawn(
  process.execPath,
  [
    "--conditions=@cometapi/source",
    "--input-type=module",
    "-e",
    `import { startEmulator } from ${JSON.stringify(emulatorPath)};
     const { url } = await startEmulator({ port: 0, tokenDelayMs: 1, seed: 7 });
     console.log(url);`,
  ],
  { stdio: ["ignore", "pipe", "inherit"] },
);
const [line] = await once(emulator.stdout, "data");
const client = new CometAPIClient({
  apiKey: "sk-soak-key",
  baseURL: String(line).trim(),
  timeout: 60_000,
  streamIdleTimeout: 2000,
  maxRetries: 1,
  // Fewer than there are streams: the waves end only if every slot comes back.
  maxConcurrency: Math.ceil(streams / 2),
});

async function streamOnce(number: number): Promise<string> {
  const manner = MANNERS[number % MANNERS.length];
  const controller = new AbortController();
  const fault = FAULTS[number % FAULTS.length] ?? "none";
  const model = MODELS[Math.floor(number / FAULTS.length) % MODELS.length] ?? MODELS[0];
  try {
    const { batches, api } = await client.streamChat(
      {
        model,
        messages: [{ role: "user", content: `Count to ${10 + (number % 40)}.` }],
      },
      { signal: controller.signal, headers: { "x-emulator-fault": fault } },
    );
    let reads = 0;
    for await (const events of batches) {
      reads += 1;
      if (manner === "leave" && reads === 2) return "left";
      if (manner === "abort" && reads === 2) controller.abort("enough");
      const last = events.at(-1);
      if (last?.type === "finish") return `${api} answer: ${last.reason}`;
    }
    return "ended without a finish event";
  } catch (error) {
    if (error === "enough") return "aborted";
    return CometAPIError.isInstance(error) ? `error: ${error.code}` : `untyped: ${String(error)}`;
  }
}

async function runWave(): Promise<{ outcomes: Record<string, number>; heapBytes: number }> {
  const ends = await Promise.all(
    Array.from({ length: streams }, (_, number) => streamOnce(number)),
  );
  const outcomes: Record<string, number> = {};
  for (const end of ends) outcomes[end] = (outcomes[end] ?? 0) + 1;
  await new Promise((resolve) => setTimeout(resolve, 200));
  globalThis.gc?.();
  return { outcomes, heapBytes: process.memoryUsage().heapUsed };
}

const waves = [await runWave(), await runWave(), await runWave()];
emulator.kill();
await once(emulator, "exit");
// Sockets that were kept for the next request see the server go; give them the time to.
await new Promise((resolve) => setTimeout(resolve, 1500));
console.log(
  JSON.stringify({
    streams,
    outcomes: waves[0]?.outcomes,
    heapBytes: waves.map(({ heapBytes }) => heapBytes),
    leftOver: process.getActiveResourcesInfo().filter((name) => !/^(?:TTY|Pipe)/.test(name)),
  }),
);
