import type { Page } from "./read-pages.ts";

/** A block of TypeScript of a page. */
export interface CodeBlock {
  /** `start/ai-sdk.md:12`, the page and the line of the fence. */
  place: string;
  /** Where it is written for the compiler, without a folder: `start/ai-sdk/1.ts`. */
  file: string;
  /** What its first line calls it: `app/page.tsx`; undefined where it has no such line. */
  name: string | undefined;
  code: string;
  /** What it has to print when it is run; undefined where it is only compiled. */
  printed: RegExp | undefined;
}

/** Fences of three or more backticks, at the start of a line, with what stands between them. */
const fence = /^(`{3,})(\w+)(.*)\n([^]*?)^\1$/gm;

/** The first line of a block that is a file of its own: `// app/page.tsx`. */
const fileName = /^\/\/ ([\w./-]+\.(?:tsx?|mjs))\n/;

/**
 * The TypeScript blocks of a page. `prints=/…/` after the language says that the block is run, and what
 * it prints.
 */
export function extractCodeBlocks({ path, markdown }: Page): CodeBlock[] {
  const folder = path.replace(/\.md$/, "");
  return [...markdown.matchAll(fence)]
    .filter(([, , language]) => language === "ts" || language === "tsx")
    .map(({ 2: language, 3: info = "", 4: code = "", index: offset }, index) => {
      const name = fileName.exec(code)?.[1];
      const line = markdown.slice(0, offset).split("\n").length;
      return {
        place: `${path}:${line}`,
        file: `${folder}/${name ?? `${index + 1}.${language}`}`,
        name,
        code,
        printed: parsePrinted(info),
      };
    });
}

function parsePrinted(info: string): RegExp | undefined {
  // In what follows a fence a backslash stands before punctuation, as everywhere in Markdown.
  const text = info.trim().replaceAll(/\\([!-/:-@[-`{-~])/g, "$1");
  const source = /prints=\/(.+)\/$/.exec(text)?.[1];
  return source === undefined ? undefined : new RegExp(source, "i");
}
