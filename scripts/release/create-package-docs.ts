import path from "node:path";
import { isOfRepository, replaceLinks } from "./rewrite-links.ts";

/**
 * The pages of the site that a published package contains, for people and agents who read them in
 * `node_modules`.
 */
interface Selection {
  /** The name of the package's tab on pages that show code for each framework. */
  tab: string;
  /** Paths of pages in `docs`. `*` stands for every page of a folder. */
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

/** The files of the repository to which pages link. */
export interface Repository {
  /** The address of the repository, without a slash at the end. */
  address: string;
  /** The pages, by their paths in `docs`. */
  pages: ReadonlyMap<string, string>;
  /** Whether the repository has a file or folder at this path. */
  exists: (file: string) => boolean;
}

/**
 * The pages in the `docs` folder of a package, by their paths there. They show only the code of the package's
 * own framework, without what it has to print, and their links work outside of the repository.
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
    // Generated pages exist only on the site, so links to them become text.
    if (!repository.exists(file)) return text;
    return `[${text}](${repository.address}/blob/main/${file}${anchor})`;
  }
}

function withoutExpectations(markdown: string): string {
  return markdown.replaceAll(/^(`{3,}.*?) prints=\/.*\/$/gm, "$1");
}

/**
 * Keeps the tab of that name from each group of tabs. A group without it, such as that of package managers,
 * stays.
 */
function selectTab(markdown: string, tab: string): string {
  return markdown.replaceAll(/^::: code-group\n\n([^]*?)\n:::\n/gm, (_, group: string) => {
    const blocks = group.split(/(?<=^```\n)\n?/m);
    const own = blocks.filter((block) => block.includes(` [${tab}]\n`));
    return own.length === 0 ? group : own.join("\n").replaceAll(` [${tab}]\n`, "\n");
  });
}
