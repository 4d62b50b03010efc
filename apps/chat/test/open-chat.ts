import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { serve, type ServerType } from "@hono/node-server";
import { type Emulator, type EmulatorSettings, startEmulator } from "@cometapi/emulator";
import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from "playwright-core";
import { expect, inject, onTestFinished, vi } from "vitest";
import { createApp } from "../src/server/create-app.ts";

/** A chat in a browser, with its server and the emulator. */
export interface OpenChat {
  page: Page;
  emulator: Emulator;
  /** The chat's own server. */
  server: ServerType;
  url: string;
  notesFolder: string;
  /** Sends a message. */
  say: (text: string) => Promise<void>;
  /** Chooses a model by its id. */
  choose: (model: string) => Promise<void>;
  /** Shows the list of conversations, which is hidden on a phone. */
  openMenu: () => Promise<void>;
  /** Resolves when no answer is being written. */
  isIdle: () => Promise<void>;
}

interface ChatOptions {
  emulator?: EmulatorSettings;
  /** The key that the server uses. */
  apiKey?: string;
  context?: BrowserContextOptions;
  /** Errors in the console that the test causes. */
  allowedErrors?: RegExp;
}

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
export const screens: Readonly<Record<"desktop" | "phone", BrowserContextOptions>> = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone,
};

// Tests wait until they see what they expect, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

let browser: Promise<Browser> | undefined;

/** Opens a chat for one test. The test fails if the console contains errors at its end. */
export async function openChat(options: ChatOptions = {}): Promise<OpenChat> {
  browser ??= chromium.connect(inject("browserURL"));
  const emulator = await startEmulator({ apiKey: "right", tokenDelayMs: 1, ...options.emulator });
  const notesFolder = await mkdtemp(path.join(tmpdir(), "notes-"));
  const app = createApp({
    provider: { apiKey: options.apiKey ?? "right", baseURL: emulator.url },
    maxRetries: 0,
    source: "Answers come from the emulator.",
    pageFolder: inject("pageFolder"),
    notesFolder,
  });
  const { server, url } = await listen(app.fetch);
  const context = await (await browser).newContext({ ...screens.desktop, ...options.context });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && options.allowedErrors?.test(message.text()) !== true) {
      errors.push(message.text());
    }
  });
  onTestFinished(async () => {
    await context.close();
    server.close();
    if ("closeAllConnections" in server) server.closeAllConnections();
    await emulator.close();
    await rm(notesFolder, { recursive: true });
    expect(errors).toEqual([]);
  });
  page.setDefaultTimeout(30_000);
  await page.goto(url);
  const message = page.getByRole("textbox", { name: "Message" });
  await message.waitFor();
  const isIdle = () => page.getByRole("button", { name: "Send" }).waitFor();
  const say = async (text: string) => {
    await message.fill(text);
    await message.press("Enter");
  };
  const choose = async (model: string) => {
    await page.getByRole("button", { name: /^Model/u }).click();
    await page.getByRole("combobox", { name: "Search models" }).fill(model);
    await page
      .getByRole("option")
      .filter({ has: page.getByText(model, { exact: true }) })
      .click();
    await page.getByRole("button", { name: `Model ${model}`, exact: true }).waitFor();
  };
  const openMenu = async () => {
    const menu = page.getByRole("button", { name: "Conversations" });
    if (await menu.isVisible()) await menu.click();
  };
  return { page, emulator, server, url, notesFolder, say, choose, openMenu, isIdle };
}

/** An answer that goes on for 20 seconds. */
export const endless = { pieces: ["Once", ...Array<string>(400).fill(" more")], delayMs: 50 };

/** The latest answer. */
export function answerOf(page: Page): Locator {
  return page.getByRole("article", { name: "Answer" }).last();
}

/** Waits until the browser has stored a conversation with these words. */
export async function isKept(page: Page, words: string): Promise<void> {
  const readAll = () =>
    new Promise<string>((resolve, reject) => {
      const opening = indexedDB.open("cometapi-chat");
      opening.addEventListener("error", () => reject(new Error("There is no database.")));
      opening.addEventListener("success", () => {
        const database = opening.result;
        const reading = database.transaction("conversations").objectStore("conversations").getAll();
        reading.addEventListener("success", () => {
          database.close();
          resolve(JSON.stringify(reading.result));
        });
      });
    });
  await expect.poll(() => page.evaluate(readAll), { timeout: 30_000 }).toContain(words);
}

/** The message of the person with this text. */
export function messageOf(page: Page, text: string): Locator {
  return page.getByRole("article", { name: "Your message" }).filter({ hasText: text });
}

function listen(
  fetch: Parameters<typeof serve>[0]["fetch"],
): Promise<{ server: ServerType; url: string }> {
  return new Promise((resolve) => {
    const server = serve({ fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) =>
      resolve({ server, url: `http://127.0.0.1:${port}` }),
    );
  });
}
