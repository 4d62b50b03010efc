import { globSync, readFileSync } from "node:fs";
import path from "node:path";

/** A page of the site, as Markdown. */
export interface Page {
  /** Path from `docs`, e.g. `start/ai-sdk.md`. */
  path: string;
  markdown: string;
}

/** The folder of the site. */
export const docsFolder = path.dirname(import.meta.dirname);

/** The folders of pages that people follow step by step. Decisions and generated pages are not among them. */
const folders = ["start", "guides", "moving-from", "works-with"];

/**
 * Pages whose code needs packages of a few hundred megabytes, which the repository does not install. `npm run
 * check:works-with` follows them in a folder outside of it.
 */
export const pagesOfOthers = [
  "works-with/copilotkit.md",
  "works-with/mastra.md",
  "works-with/openai-agents.md",
];

/** The skills for coding agents in the published packages, as pages `skills/<name of the skill>.md`. */
export function readSkills(): Page[] {
  const packages = path.resolve(docsFolder, "../packages");
  const files = globSync("*/skills/*/SKILL.md", { cwd: packages }).toSorted();
  return files.map((file) => ({
    path: `skills/${path.basename(path.dirname(file))}.md`,
    markdown: readFileSync(path.join(packages, file), "utf8"),
  }));
}

/** Every page that people follow step by step, sorted by path. */
export function readPages(): Page[] {
  const paths = globSync(["*.md", ...folders.map((folder) => `${folder}/*.md`)], {
    cwd: docsFolder,
  });
  return paths.toSorted().map((file) => ({
    path: file.split(path.sep).join("/"),
    markdown: readFileSync(path.join(docsFolder, file), "utf8"),
  }));
}
