import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, it } from "vitest";

interface Bundle {
  gzippedBytes: number;
  /** The files that have a share in it. */
  inputs: string[];
}

/** What a page or an edge function loads for this code at first, minified. */
async function bundle(code: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    splitting: true,
    outdir: "/bundle",
    absWorkingDir: "/",
    format: "esm",
    platform: "browser",
    conditions: ["@cometapi/source"],
    // Loaded by the first call of a native model, and not before.
    external: ["@ai-sdk/openai/*", "@ai-sdk/anthropic/*", "@ai-sdk/google/*"],
    metafile: true,
    write: false,
  });
  const loaded = new Set<string>();
  const load = (path: string) => {
    loaded.add(path);
    for (const { kind, path: next } of metafile.outputs[path]?.imports ?? []) {
      if (kind === "import-statement" && !loaded.has(next)) load(next);
    }
  };
  load("bundle/stdin.js");
  return {
    gzippedBytes: outputFiles
      .filter(({ path }) => loaded.has(path.slice(1)))
      .reduce((sum, { contents }) => sum + gzipSync(contents).length, 0),
    inputs: [...loaded].flatMap((path) => {
      const inputs = Object.entries(metafile.outputs[path]?.inputs ?? {});
      return inputs.flatMap(([input, { bytesInOutput }]) => (bytesInOutput > 0 ? [input] : []));
    }),
  };
}

it("costs a bundle at most 40 kB gzipped, less than 2/5 of its peer", async () => {
  const ours = await bundle('export { createCometAPI } from "./index.ts";');
  const peer = await bundle('export { createOpenAICompatible } from "@ai-sdk/openai-compatible";');
  expect(ours.gzippedBytes).toBeGreaterThan(10_000);
  expect(ours.gzippedBytes).toBeLessThan(40_000);
  expect(ours.gzippedBytes).toBeLessThan(peer.gzippedBytes * 0.4);
});

it("brings no schema library into a bundle", async () => {
  const { inputs } = await bundle('export { createCometAPI } from "./index.ts";');
  expect(inputs.length).toBeGreaterThan(50);
  expect(inputs.filter((path) => path.includes("/zod/"))).toEqual([]);
});
