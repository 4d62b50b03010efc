import { globSync, readFileSync } from "node:fs";
import path from "node:path";

/** A page of the site as it was written. */
export interface Page {
  /** Path from `docs`, e.g. `start/ai-sdk.md`. */
  path: string;
  markdown: string;
}

/** The folder of the site. */
export const docsFolder = path.dirname(import.meta.dirname);

/** The folders whose pages show code that is checked. Decisions and generated pages show none. */
const folders = ["start", "guides", "moving-from", "works-with"];

/** Every page that was written by hand to be followed, in the order of their paths. */
export function readPages(): Page[] {
  const paths = globSync(["*.md", ...folders.map((folder) => `${folder}/*.md`)], {
    cwd: docsFolder,
  });
  return paths.toSorted().map((file) => ({
    path: file.split(path.sep).join("/"),
    markdown: readFileSync(path.join(docsFolder, file), "utf8"),
  }));
}
