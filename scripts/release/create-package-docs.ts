import path from "node:path";
import { isOfRepository, replaceLinks } from "./rewrite-links.ts";

/** What of the site a published package carries for who reads it in `node_modules`: people and their agents. */
interface Selection {
  /** The name of its tab where a page shows the same for each framework. */
  tab: string;
  /** Pages by their paths in `docs`; `*` is every one of a folder. */
  pages: string[];
}

const shared = ["guides/*", "troubleshooting.md"];

const selections: Record<string, Selection> = {
  core: { tab: "core", pages: ["start/core.md", ...shared] },
  "ai-sdk-provider": {
    tab: "AI SDK",
    pages: [
      "start/ai-sdk.md",
      "start/nextjs.md",
      "start/hono.md",
      "start/express.md",
      "start/workers.md",
      ...shared,
    ],
  },
  langchain: { tab: "LangChain", pages: ["start/langchain.md", "start/langgraph.md", ...shared] },
  llamaindex: {
    tab: "LlamaIndex",
    pages: ["start/llamaindex.md", "start/llamaindex-agents.md", ...shared],
  },
  emulator: { tab: "emulator", pages: ["guides/emulator.md", "guides/recording.md"] },
};

/** The files of the repository, as the pages' links see them. */
export interface Repository {
  /** Where it is, without a slash at the end. */
  address: string;
  /** The pages of `docs` by their paths there. */
  pages: ReadonlyMap<string, string>;
  /** Whether there is a file or folder of this path from the root. */
  exists: (file: string) => boolean;
}

/**
 * The pages that a package carries in its `docs`, by their paths there: with its own framework's code alone,
 * without what the code has to print, and with links that lead somewhere.
 *
 * @param name The package's folder in `packages`.
 */
export function createPackageDocs(name: string, repository: Repository): Map<string, string> {
  const { tab, pages } = selections[name] ?? { tab: "", pages: [] };
  const chosen = [...repository.pages].filter(([page]) =>
    pages.some((pattern) => path.posix.matchesGlob(page, pattern)),
  );
  const names = new Set(chosen.map(([page]) => page));
  return new Map(
    chosen.map(([page, markdown]) => {
      const code = selectTab(withoutExpectations(markdown), tab);
      return [page, replaceLinks(code, (text, link) => convertLink(text, link, page))];
    }),
  );

  function convertLink(text: string, link: string, page: string): string {
    if (!isOfRepository(link)) return `[${text}](${link})`;
    const [target = "", heading] = path.posix.join(path.posix.dirname(page), link).split("#");
    if (names.has(target)) return `[${text}](${link})`;
    const file = path.posix.join("docs", target);
    const anchor = heading === undefined ? "" : `#${heading}`;
    // What the site generates is nowhere else.
    if (!repository.exists(file)) return text;
    return `[${text}](${repository.address}/blob/main/${file}${anchor})`;
  }
}

function withoutExpectations(markdown: string): string {
  return markdown.replaceAll(/^(`{3,}.*?) prints=\/.*\/$/gm, "$1");
}

/** Of each group of tabs the one of that name; all where none has it, which are those of package managers. */
function selectTab(markdown: string, tab: string): string {
  return markdown.replaceAll(/^::: code-group\n\n([^]*?)\n:::\n/gm, (_, group: string) => {
    const blocks = group.split(/(?<=^```\n)\n?/m);
    const own = blocks.filter((block) => block.includes(` [${tab}]\n`));
    return own.length === 0 ? group : own.join("\n").replaceAll(` [${tab}]\n`, "\n");
  });
}
