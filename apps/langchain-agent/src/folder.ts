import { readdir, readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { UsageError } from "@cometapi/terminal";

/** A text file of a folder. */
export interface TextFile {
  /** Relative to the folder, with slashes. */
  path: string;
  lines: readonly string[];
}

/** A paragraph that was found. */
export interface Paragraph {
  path: string;
  /** Where it begins. The first line of a file is 1. */
  line: number;
  text: string;
}

const largestBytes = 1_000_000;
const skippedFolders = new Set(["node_modules", "dist", "coverage"]);

/**
 * Reads the text files of a folder: all that the agent may read. They are read only once, so that quotations
 * are compared with what the model saw. Symbolic links are not followed, because they may lead out of the
 * folder.
 *
 * @throws `UsageError` if the folder does not exist or has no text files.
 */
export async function readFolder(folder: string): Promise<TextFile[]> {
  const files: TextFile[] = [];
  for await (const file of walk(await findFolder(folder), "")) files.push(file);
  if (files.length === 0) {
    throw new UsageError(`There are no text files in ${folder}. Choose another --folder.`);
  }
  return files.toSorted((a, b) => a.path.localeCompare(b.path));
}

/** At most `count` paragraphs that contain most of the words, best first. */
export function searchFiles(
  files: readonly TextFile[],
  query: string,
  count: number = 8,
): Paragraph[] {
  const words = [...new Set(query.toLowerCase().match(/[\p{L}\d]{3,}/gu) ?? [])];
  const paragraphs = files.flatMap(listParagraphs).map((paragraph) => ({
    paragraph,
    text: paragraph.text.toLowerCase(),
  }));
  // A rare word counts more than one that is everywhere.
  const weights = words.map(
    (word) => 1 / (1 + paragraphs.filter(({ text }) => text.includes(word)).length),
  );
  return paragraphs
    .map(({ paragraph, text }) => ({
      paragraph,
      score: words.reduce(
        (sum, word, index) => sum + (text.includes(word) ? (weights[index] ?? 0) : 0),
        0,
      ),
    }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, count)
    .map(({ paragraph }) => paragraph);
}

/** The paragraphs of a file: lines without a blank line between them. */
function listParagraphs({ path: file, lines }: TextFile): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let isOpen = false;
  for (const [index, line] of lines.entries()) {
    const last = paragraphs.at(-1);
    if (line.trim() === "") isOpen = false;
    else if (isOpen && last !== undefined) last.text += `\n${line}`;
    else {
      paragraphs.push({ path: file, line: index + 1, text: line });
      isOpen = true;
    }
  }
  return paragraphs;
}

async function* walk(root: string, folder: string): AsyncGenerator<TextFile> {
  for (const entry of await readdir(path.join(root, folder), { withFileTypes: true })) {
    const name = path.posix.join(folder, entry.name);
    if (entry.name.startsWith(".") || skippedFolders.has(entry.name)) continue;
    if (entry.isDirectory()) yield* walk(root, name);
    if (!entry.isFile()) continue;
    const lines = await readLines(path.join(root, name));
    if (lines !== undefined) yield { path: name, lines };
  }
}

async function findFolder(folder: string): Promise<string> {
  try {
    const root = await realpath(folder);
    if ((await stat(root)).isDirectory()) return root;
  } catch {
    throw new UsageError(`There is no folder ${folder}. Give --folder a path that exists.`);
  }
  throw new UsageError(`${folder} is a file. Give --folder the folder that it is in.`);
}

/** The lines of a file. Undefined if it is too large, cannot be read or is not text. */
async function readLines(file: string): Promise<string[] | undefined> {
  try {
    if ((await stat(file)).size > largestBytes) return undefined;
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file));
    return text.includes("\0") ? undefined : text.split(/\r?\n/);
  } catch {
    return undefined;
  }
}
