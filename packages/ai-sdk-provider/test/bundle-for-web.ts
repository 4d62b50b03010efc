import { build } from "esbuild";

/** The package as one script for a runtime that has web standards and nothing else. */
export async function bundleForWeb(entry: string, format: "esm" | "iife"): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: `${import.meta.dirname}/../src` },
    bundle: true,
    format,
    // Fails on every import of a Node built-in.
    platform: "browser",
    globalName: "bundle",
    conditions: ["@cometapi/source"],
    external: ["@ai-sdk/openai/*", "@ai-sdk/anthropic/*", "@ai-sdk/google/*"],
    write: false,
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error("Nothing was bundled.");
  return file.text;
}
