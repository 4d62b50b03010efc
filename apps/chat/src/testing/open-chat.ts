import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { serve, type ServerType } from "@hono/node-server";
import { type Emulator, type EmulatorSettings, startEmulator } from "@cometapi/emulator";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { expect, inject, onTestFinished } from "vitest";
import { createApp } from "../server/create-app.ts";

/** A chat in a browser, with everything behind it. */
export interface OpenChat {
  page: Page;
  emulator: Emulator;
  /** The chat's own server. */
  server: ServerType;
  url: string;
  notesFolder: string;
  /** Says something and, unless told otherwise, waits until the answer has ended. */
  say: (text: string) => Promise<void>;
  /** Resolves when no answer is under way. */
  isIdle: () => Promise<void>;
}

interface ChatOptions {
  emulator?: EmulatorSettings;
  /** The key that the server uses. */
  apiKey?: string;
  context?: BrowserContextOptions;
  /** Errors of the console that the test brings about. */
  allowedErrors?: RegExp;
}

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
export const screens: Readonly<Record<"desktop" | "phone", BrowserContextOptions>> = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone,
};

let browser: Promise<Browser> | undefined;

/** Opens a chat of its own for one test. The test fails when the console has errors at its end. */
export async function openChat(options: ChatOptions = {}): Promise<OpenChat> {
  browser ??= chromium.connect(inject("browserURL"));
  const emulator = await startEmulator({ apiKey: "right", tokenDelayMs: 1, ...options.emulator });
  const notesFolder = await mkdtemp(path.join(tmpdir(), "notes-"));
  const app = createApp({
    provider: { apiKey: options.apiKey ?? "right", baseURL: emulator.url },
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
  await page.goto(url);
  const message = page.getByRole("textbox", { name: "Message" });
  const isIdle = () => page.getByRole("button", { name: "Send" }).waitFor();
  const say = async (text: string) => {
    await message.fill(text);
    await message.press("Enter");
  };
  return { page, emulator, server, url, notesFolder, say, isIdle };
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
