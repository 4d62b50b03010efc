import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { buildPage } from "../server/build-page.ts";
import { findBrowser } from "./find-browser.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the browser of this run is reached. */
    browserURL: string;
    /** Where Vite put the page. */
    pageFolder: string;
  }
}

/** Builds the page and starts one browser for all tests of the chat. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const [pageFolder, executablePath] = await Promise.all([buildPage(), findBrowser()]);
  const server = await chromium.launchServer({
    executablePath,
    host: "127.0.0.1",
    // Containers have neither a sandbox nor a graphics card, and only our own page is opened.
    args: ["--no-sandbox", "--disable-gpu"],
  });
  project.provide("browserURL", server.wsEndpoint());
  project.provide("pageFolder", pageFolder);
  return () => server.close();
}
