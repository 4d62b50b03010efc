// Takes pictures of every state of the page, in light and dark colours, on a desktop and a phone: `node
// --conditions=@cometapi/source scripts/take-screenshots.ts <folder>`. The README shows some of them.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { serve } from "@hono/node-server";
import { error, startEmulator } from "@cometapi/emulator";
import { chromium, type Page } from "playwright-core";
import { buildPage } from "../src/server/build-page.ts";
import { createApp } from "../src/server/create-app.ts";
import { findBrowser } from "@cometapi/testing/browser";

const [, , target = "screenshots"] = process.argv;
const folder = path.resolve(target);
await mkdir(folder, { recursive: true });
await using emulator = await startEmulator({ tokenDelayMs: 2 });
emulator.on(/Fibonacci/u).reply({
  reasoning: "The person wants code. A generator is short, and it never ends by itself.",
  text: [
    "A generator gives one number at a time:",
    "```ts\nfunction* fibonacci(): Generator<bigint> {\n  let [a, b] = [0n, 1n];\n  while (true) {\n    yield a;\n    [a, b] = [b, a + b];\n  }\n}\n```",
    "| n | value |\n| --- | ---: |\n| 10 | 55 |\n| 50 | 12586269025 |",
    "Take as many as you **need**: `fibonacci().take(10).toArray()`.",
  ].join("\n\n"),
});
emulator
  .on(/tides/u)
  .reply(
    "High water comes about **every 12 hours and 25 minutes**: the moon moves on while the earth turns.\n\n1. The moon pulls the near side.\n2. The far side bulges too.\n3. The earth turns beneath both.",
  );
emulator.on(/too many/u).reply(error(429, { retryAfterSeconds: 0 }));
emulator.on(/مرحبا/u).reply("أهلاً بك! كيف يمكنني **مساعدتك** اليوم؟");
const pageFolder = await buildPage();
const app = createApp({
  provider: { apiKey: "emulator", baseURL: emulator.url },
  source: "COMETAPI_KEY is not set, so answers come from the emulator: there is no model.",
  pageFolder,
  notesFolder: path.join(folder, "notes"),
});
const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 4199 });
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: ["--no-sandbox", "--disable-gpu"],
});

const desktop = { viewport: { width: 1200, height: 780 } };
const phone = { viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true };
for (const [screen, size] of Object.entries({ desktop, phone })) {
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({ ...size, colorScheme, reducedMotion: "reduce" });
    const page = await context.newPage();
    const shoot = (name: string) =>
      page.screenshot({ path: path.join(folder, `${name}-${screen}-${colorScheme}.png`) });
    await showStates(page, shoot);
    await context.close();
  }
}
await browser.close();
server.close();

async function showStates(page: Page, shoot: (name: string) => Promise<unknown>): Promise<void> {
  await page.goto("http://127.0.0.1:4199");
  const isIdle = () => page.getByRole("button", { name: "Send" }).waitFor();
  const say = async (text: string) => {
    await page.getByRole("textbox", { name: "Message" }).fill(text);
    await page.keyboard.press("Enter");
    await isIdle();
  };
  await isIdle();
  await shoot("empty");
  await say("Write a generator of the Fibonacci numbers");
  await page.locator("pre span[style]").first().waitFor();
  await shoot("answer");
  await page
    .getByText("New chat", { exact: true })
    .evaluate((button: HTMLElement) => button.click());
  await say("Save a note. Title: Groceries. Text: bread, milk and tea.");
  await shoot("approval");
  await page.getByRole("button", { name: "Allow" }).click();
  await isIdle();
  await say("مرحبا");
  await say("too many");
  await shoot("failure");
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("Search by name").fill("claude");
  await shoot("models");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Options/u }).click();
  await shoot("options");
  await page.keyboard.press("Escape");
  await page
    .getByText("Compare models", { exact: true })
    .evaluate((button: HTMLElement) => button.click());
  await say("How do tides work?");
  await page.getByText("Tokens/s").nth(1).waitFor();
  await shoot("compare");
}
