import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, it } from "vitest";

interface Bundle {
  gzippedBytes: number;
  /** The files that have a share in it. */
  inputs: string[];
}

/** What a page or an edge function loads for this code at first, or all of it in one file. Minified. */
async function bundle(code: string, files: "split" | "one file"): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    splitting: files === "split",
    outdir: "/bundle",
    absWorkingDir: "/",
    format: "esm",
    platform: "browser",
    conditions: ["@cometapi/source"],
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

const ours = 'export { createCometAPI } from "./index.ts";';
const peer = 'export { createOpenAICompatible } from "@ai-sdk/openai-compatible";';

it("costs a bundle at most 40 kB gzipped at first, less than 2/5 of its peer", async () => {
  const { gzippedBytes } = await bundle(ours, "split");
  expect(gzippedBytes).toBeGreaterThan(10_000);
  expect(gzippedBytes).toBeLessThan(40_000);
  expect(gzippedBytes).toBeLessThan((await bundle(peer, "split")).gzippedBytes * 0.4);
});

// The four text APIs are half of it. Pages that load parts later pay for the one they use.
it("costs one file at most 102 kB gzipped with four text APIs, less than its peer with one", async () => {
  const { gzippedBytes, inputs } = await bundle(ours, "one file");
  for (const api of ["chat-completions", "responses", "messages", "gemini"]) {
    expect(inputs).toContainEqual(expect.stringContaining(`/chat/apis/${api}/`));
  }
  expect(gzippedBytes).toBeLessThan(102_000);
  expect(gzippedBytes).toBeLessThan((await bundle(peer, "one file")).gzippedBytes * 0.85);
});

it("brings no schema library into a bundle", async () => {
  const { inputs } = await bundle(ours, "split");
  expect(inputs.length).toBeGreaterThan(50);
  expect(inputs.filter((path) => path.includes("/zod/"))).toEqual([]);
});
