import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { build as buildPackage } from "tsdown";
import { afterAll, beforeAll, expect, it } from "vitest";
import { library } from "../../../tsdown.base.ts";

/** A folder in which a package resolves its dependencies as an installed one does. */
const modules = path.join(import.meta.dirname, "../node_modules");
let installed = "";

// What users bundle is what is published: chunks, not the single modules of the sources. esbuild wraps each
// file behind an `import()` in a function, which made the sources look 3 kB larger than the package is.
beforeAll(async () => {
  await mkdir(modules, { recursive: true });
  installed = await mkdtemp(path.join(modules, ".bundle-size-"));
  for (const name of ["core", "ai-sdk-provider"]) {
    const outDir = path.join(installed, name);
    await buildPackage({
      ...library,
      config: false,
      cwd: path.join(import.meta.dirname, "../..", name),
      outDir,
      dts: false,
      sourcemap: false,
      publint: false,
      attw: false,
      logLevel: "silent",
    });
    await writeFile(path.join(outDir, "package.json"), '{"type":"module","sideEffects":false}');
  }
}, 60_000);

afterAll(() => rm(installed, { recursive: true, force: true }));

interface Bundle {
  gzippedBytes: number;
  /** The files from which it has code. */
  inputs: string[];
}

/** The minified code that a page or an edge function loads at first, or all of it in one file. */
async function bundle(code: string, files: "split" | "one file"): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: installed },
    alias: { "@cometapi/core": path.join(installed, "core/index.js") },
    bundle: true,
    minify: true,
    splitting: files === "split",
    outdir: "/bundle",
    absWorkingDir: "/",
    format: "esm",
    platform: "browser",
    metafile: true,
    write: false,
  });
  const loaded = new Set<string>();
  const load = (file: string) => {
    loaded.add(file);
    for (const { kind, path: next } of metafile.outputs[file]?.imports ?? []) {
      if (kind === "import-statement" && !loaded.has(next)) load(next);
    }
  };
  load("bundle/stdin.js");
  return {
    gzippedBytes: outputFiles
      .filter((file) => loaded.has(file.path.slice(1)))
      .reduce((sum, { contents }) => sum + gzipSync(contents).length, 0),
    inputs: [...loaded].flatMap((file) => {
      const inputs = Object.entries(metafile.outputs[file]?.inputs ?? {});
      return inputs.flatMap(([input, { bytesInOutput }]) => (bytesInOutput > 0 ? [input] : []));
    }),
  };
}

const ours = 'export { createCometAPI } from "./ai-sdk-provider/index.js";';
const peer = 'export { createOpenAICompatible } from "@ai-sdk/openai-compatible";';

it("costs a bundle at most 40 kB gzipped at first, about a third of its peer", async () => {
  const { gzippedBytes } = await bundle(ours, "split");
  expect(gzippedBytes).toBeGreaterThan(10_000);
  expect(gzippedBytes).toBeLessThan(40_000);
  expect(gzippedBytes).toBeLessThan((await bundle(peer, "split")).gzippedBytes * 0.34);
});

// The four text APIs are half of it. Pages that load parts later pay for the one they use.
it("costs one file at most 107 kB gzipped with four text APIs, less than its peer with one", async () => {
  const { gzippedBytes, inputs } = await bundle(ours, "one file");
  for (const api of ["chat-completions", "responses", "messages", "gemini"]) {
    expect(inputs).toContainEqual(expect.stringContaining(`/core/${api}-`));
  }
  expect(gzippedBytes).toBeLessThan(107_000);
  expect(gzippedBytes).toBeLessThan((await bundle(peer, "one file")).gzippedBytes * 0.88);
});

it("brings no schema library into a bundle", async () => {
  const { inputs } = await bundle(ours, "split");
  expect(inputs.length).toBeGreaterThan(10);
  expect(inputs.filter((file) => file.includes("/zod/"))).toEqual([]);
});
