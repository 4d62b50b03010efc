// Opens pages of the built site on a desktop and a phone, in light and dark colours, and checks that axe finds
// nothing serious, nothing is wider than the screen, no error is logged, and the search finds a page.
// `--screenshots <folder>` saves pictures.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { findBrowser, findViolations } from "@cometapi/testing/browser";
import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { chromium, type Page } from "playwright-core";
import { docsFolder } from "./read-pages.ts";

const pages = [
  "",
  "start/",
  "start/ai-sdk",
  "start/nextjs",
  "guides/four-apis",
  "moving-from/litellm",
  "works-with/",
  "troubleshooting",
  "models",
  "benchmark",
  "relay",
  "decisions/",
  "reference/langchain/classes/ChatCometAPI",
];
const screens = {
  desktop: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
};

const { values } = parseArgs({ options: { screenshots: { type: "string" } } });
const { address, close } = await serveSite();
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  // Containers have neither a sandbox nor a graphics card, and only our own pages are opened.
  args: ["--no-sandbox", "--disable-gpu"],
});
const faults: string[] = [];
try {
  // All at once, because most of the time is spent waiting for the network to become idle.
  await Promise.all(
    Object.entries(screens).flatMap(([screen, options]) =>
      (["light", "dark"] as const).map(async (colorScheme) => {
        const context = await browser.newContext({ ...options, colorScheme });
        const page = await context.newPage();
        for (const name of pages) await look(page, name, `${screen}-${colorScheme}`);
        await context.close();
      }),
    ),
  );
  await searchFor("insufficient balance", "troubleshooting");
} finally {
  await browser.close();
  close();
}
for (const fault of faults.toSorted()) console.error(fault);
console.log(`${pages.length} pages, ${faults.length} faults`);
if (faults.length > 0) process.exitCode = 1;

async function look(page: Page, name: string, mode: string): Promise<void> {
  const errors: string[] = [];
  const onError = ({ message }: Error): void => void errors.push(message);
  page.on("pageerror", onError);
  await page.goto(`${address}/${name.replace(/[^/]$/, "$&.html")}`, { waitUntil: "networkidle" });
  const overflow = await page.evaluate<number>(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  if (overflow > 0) errors.push(`is ${overflow} pixels wider than the screen`);
  errors.push(...(await findViolations(page)));
  faults.push(...errors.map((error) => `${name} ${mode}: ${error}`));
  page.off("pageerror", onError);
  if (values.screenshots === undefined) return;
  await mkdir(values.screenshots, { recursive: true });
  const file = `${name.replaceAll("/", "-") || "index"}-${mode}.png`;
  await page.screenshot({ path: path.join(values.screenshots, file) });
}

async function searchFor(words: string, expected: string): Promise<void> {
  const page = await browser.newPage();
  await page.goto(address);
  await page.getByRole("button", { name: "Search" }).first().click();
  await page.getByRole("searchbox").fill(words);
  const first = page.locator(".results a").first();
  const href = await first.getAttribute("href");
  if (href?.includes(expected) !== true) faults.push(`search for "${words}" gave ${href}`);
  await page.close();
}

async function serveSite(): Promise<{ address: string; close: () => void }> {
  const app = new Hono();
  app.use("*", serveStatic({ root: path.join(docsFolder, ".vitepress/dist") }));
  const { promise, resolve } = Promise.withResolvers<number>();
  const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => {
    resolve(port);
  });
  return { address: `http://127.0.0.1:${await promise}`, close: () => void server.close() };
}
