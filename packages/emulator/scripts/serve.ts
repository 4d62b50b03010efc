import { startEmulator } from "@cometapi/emulator";

// Runs an emulator until the parent process disconnects, and sends its memory use for each message.
const emulator = await startEmulator({ tokenDelayMs: 0, seed: 1 });
process.send?.({ url: emulator.url });
process.on("message", () => {
  globalThis.gc?.();
  process.send?.({
    heapBytes: process.memoryUsage().heapUsed,
    rssBytes: process.memoryUsage().rss,
  });
});
