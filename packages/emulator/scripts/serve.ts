import { startEmulator } from "@cometapi/emulator";

// Serves until its parent lets go, and tells its memory when asked.
const emulator = await startEmulator({ tokenDelayMs: 0, seed: 1 });
process.send?.({ url: emulator.url });
process.on("message", () => {
  globalThis.gc?.();
  process.send?.({
    heapBytes: process.memoryUsage().heapUsed,
    rssBytes: process.memoryUsage().rss,
  });
});
