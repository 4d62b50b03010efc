import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/**
 * Bundles and minifies code for browsers, and measures it after gzip.
 *
 * @param folder The folder in which the imports of the code are installed.
 * @param external Packages that are not counted, because users have them anyway.
 */
export async function measureBundle(
  code: string,
  folder: string,
  files: "first chunk" | "one file",
  external: readonly string[],
): Promise<number> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: folder },
    bundle: true,
    minify: true,
    splitting: files === "first chunk",
    outdir: "/bundle",
    absWorkingDir: "/",
    format: "esm",
    platform: "browser",
    external: [...external],
    metafile: true,
    write: false,
  });
  const loaded = new Set<string>();
  const load = (file: string): void => {
    loaded.add(file);
    for (const { kind, path: next } of metafile.outputs[file]?.imports ?? []) {
      if (kind === "import-statement" && !loaded.has(next)) load(next);
    }
  };
  load("bundle/stdin.js");
  return outputFiles
    .filter(({ path: file }) => loaded.has(file.slice(1)))
    .reduce((sum, { contents }) => sum + gzipSync(contents).length, 0);
}
