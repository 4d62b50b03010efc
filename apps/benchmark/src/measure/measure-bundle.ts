import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Metafile } from "esbuild";
import type { ProductPackage } from "../products/product.ts";

const appDirectory = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Kilobytes, minified and gzipped, that are loaded to begin with a product: the bundle of its main
 * export with everything that is imported statically. What it imports later, when it is used, is a
 * bundle of its own and not counted, unless all of it is to be in one file.
 */
export async function measureBundle(
  { module, exportName }: ProductPackage,
  files: "split" | "one file" = "split",
): Promise<number> {
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: `export { ${exportName} } from "${module}";`,
      resolveDir: appDirectory,
      sourcefile: "entry.js",
    },
    absWorkingDir: appDirectory,
    bundle: true,
    minify: true,
    splitting: files === "split",
    format: "esm",
    target: "es2023",
    platform: "node",
    outdir: "bundle",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const loaded = staticFiles(metafile);
  const bytes = outputFiles
    .filter((file) => loaded.has(path.relative(appDirectory, file.path)))
    .reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
  return bytes / 1000;
}

function staticFiles({ outputs }: Metafile): Set<string> {
  const entry = Object.keys(outputs).find((name) => outputs[name]?.entryPoint === "entry.js");
  const files = new Set<string>();
  const add = (name: string): void => {
    if (files.has(name)) return;
    files.add(name);
    for (const { path: imported, kind, external } of outputs[name]?.imports ?? []) {
      if (kind === "import-statement" && external !== true) add(imported);
    }
  };
  if (entry !== undefined) add(entry);
  return files;
}
