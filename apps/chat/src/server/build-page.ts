import path from "node:path";
import { build } from "vite";

const root = path.resolve(import.meta.dirname, "../..");

/** Builds the page with Vite into a folder, by default `dist`, and returns the folder. Takes a few seconds. */
export async function buildPage(outDir: string = path.join(root, "dist")): Promise<string> {
  await build({ root, logLevel: "error", build: { outDir, emptyOutDir: true } });
  return outDir;
}
