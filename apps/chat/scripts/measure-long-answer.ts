// Streams an answer of about 20,000 tokens into the page and prints how long the longest tasks of its main
// thread took: `node --conditions=@cometapi/source scripts/measure-long-answer.ts`. It measures processor time,
// because on a busy machine every task also waits. It is not a test, because a slow machine is not a failure.
import { serve } from "@hono/node-server";
import { startEmulator } from "@cometapi/emulator";
import { chromium } from "playwright-core";
import { z } from "zod";
import { buildPage } from "../src/server/build-page.ts";
import { createApp } from "../src/server/create-app.ts";
import { findBrowser } from "@cometapi/testing/browser";

const parts = Array.from({ length: 400 }, (_, index) => {
  const text = `## Part ${index}\n\nSome **bold** words about this part, with \`code\` and a [link](https://example.com), and then more words to make a paragraph.\n\n- one item\n- another item\n\n`;
  return index % 10 === 0 ? `${text}\`\`\`ts\nconst part: number = ${index};\n\`\`\`\n\n` : text;
});
const pieces = parts.join("").match(/\s*\S+/gu) ?? [];

await using emulator = await startEmulator();
emulator.on("long").reply({ pieces, delayMs: 2 });
const app = createApp({
  provider: { apiKey: "emulator", baseURL: emulator.url },
  source: "",
  pageFolder: await buildPage(),
  notesFolder: "notes",
});
const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 4198 });
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage();
await page.goto("http://127.0.0.1:4198");
await page.getByRole("textbox", { name: "Message" }).fill("long");
await browser.startTracing(page, { categories: ["toplevel"] });
await page.keyboard.press("Enter");
await page.getByRole("button", { name: "Stop" }).waitFor();
await page.getByRole("button", { name: "Send" }).waitFor({ timeout: 600_000 });
const trace = await browser.stopTracing();
console.log(await page.locator("article footer").last().textContent());
await browser.close();
server.close();

const { traceEvents } = z
  .object({
    traceEvents: z.array(
      z.object({
        name: z.string(),
        pid: z.number(),
        tid: z.number(),
        /** Processor time in microseconds. */
        tdur: z.number().optional(),
        args: z.object({ name: z.unknown() }).partial().optional(),
      }),
    ),
  })
  .parse(JSON.parse(trace.toString()));
const mainThreads = new Set(
  traceEvents
    .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
    .map(({ pid, tid }) => `${pid}:${tid}`),
);
const tasksMs = traceEvents
  .filter(({ pid, tid, tdur }) => tdur !== undefined && mainThreads.has(`${pid}:${tid}`))
  .map(({ tdur = 0 }) => Math.round(tdur / 1000))
  .toSorted((left, right) => right - left);
console.log(`The longest tasks of the main thread took ${tasksMs.slice(0, 8).join(", ")} ms.`);
