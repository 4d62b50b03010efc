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

/** The folders whose pages are there to be followed. Decisions and generated pages are not. */
const folders = ["start", "guides", "moving-from", "works-with"];

/**
 * Pages whose code needs packages that the repository does not install: a few hundred megabytes.
 * `npm run check:works-with` follows them outside of it.
 */
export const pagesOfOthers = [
  "works-with/copilotkit.md",
  "works-with/mastra.md",
  "works-with/openai-agents.md",
];

/** What coding agents are told by the published packages: `skills/<name of the skill>.md`. */
export function readSkills(): Page[] {
  const packages = path.resolve(docsFolder, "../packages");
  const files = globSync("*/skills/*/SKILL.md", { cwd: packages }).toSorted();
  return files.map((file) => ({
    path: `skills/${path.basename(path.dirname(file))}.md`,
    markdown: readFileSync(path.join(packages, file), "utf8"),
  }));
}

/** Every page that is there to be followed, in the order of their paths. */
export function readPages(): Page[] {
  const paths = globSync(["*.md", ...folders.map((folder) => `${folder}/*.md`)], {
    cwd: docsFolder,
  });
  return paths.toSorted().map((file) => ({
    path: file.split(path.sep).join("/"),
    markdown: readFileSync(path.join(docsFolder, file), "utf8"),
  }));
}
