import type { Page } from "./read-pages.ts";

/** A TypeScript block of a page. */
export interface CodeBlock {
  /** `start/ai-sdk.md:12`, the page and the line of the fence. */
  place: string;
  /** The file that the compiler gets, relative to its folder: `start/ai-sdk/1.ts`. */
  file: string;
  /** The file name in its first line, e.g. `app/page.tsx`. Undefined if there is none. */
  name: string | undefined;
  code: string;
  /** What it has to print when it is run. Undefined if it is only compiled. */
  printed: RegExp | undefined;
}

/** A code block: two fences of three or more backticks at the start of a line, and the code between them. */
const fence = /^(`{3,})(\w+)(.*)\n([^]*?)^\1$/gm;

/** The first line of a block that is a whole file: `// app/page.tsx`. */
const fileName = /^\/\/ ([\w./-]+\.(?:tsx?|mjs))\n/;

/**
 * The TypeScript blocks of a page. A block with `prints=/…/` after the language is also run, and has to print
 * that.
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
  // In Markdown a backslash may escape punctuation, also after a fence.
  const text = info.trim().replaceAll(/\\([!-/:-@[-`{-~])/g, "$1");
  const source = /prints=\/(.+)\/$/.exec(text)?.[1];
  return source === undefined ? undefined : new RegExp(source, "i");
}
