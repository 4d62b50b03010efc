import path from "node:path";
import { build } from "vite";

const root = path.resolve(import.meta.dirname, "../..");

/** Builds the page with Vite and returns the folder it is in. Takes a few seconds. */
export async function buildPage(): Promise<string> {
  await build({ root, logLevel: "error" });
  return path.join(root, "dist");
}
