import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { buildPage } from "../src/server/build-page.ts";
import { findBrowser } from "@cometapi/testing/browser";

declare module "vitest" {
  export interface ProvidedContext {
    /** The address of the browser for this run of the tests. */
    browserURL: string;
    /** The folder of the page that Vite built. */
    pageFolder: string;
  }
}

/** Builds the page and starts one browser for all tests of the chat. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  // A folder for this run only, so that a running chat or another run of the tests keeps its own page.
  const pageFolder = await mkdtemp(path.join(tmpdir(), "chat-page-"));
  const [executablePath] = await Promise.all([findBrowser(), buildPage(pageFolder)]);
  const server = await chromium.launchServer({
    executablePath,
    host: "127.0.0.1",
    // Containers have neither a sandbox nor a graphics card, and only our own page is opened.
    args: ["--no-sandbox", "--disable-gpu"],
  });
  project.provide("browserURL", server.wsEndpoint());
  project.provide("pageFolder", pageFolder);
  return async () => {
    await server.close();
    await rm(pageFolder, { recursive: true });
  };
}
