import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { DefaultTheme } from "vitepress";
import { docsFolder } from "../src/read-pages.ts";

type Section = [title: string, folder: string, pages: string[]];

/** The pages in reading order. Each appears under its own heading. */
const sections: Section[] = [
  [
    "Start",
    "start",
    [
      "index",
      "ai-sdk",
      "langchain",
      "llamaindex",
      "core",
      "nextjs",
      "hono",
      "express",
      "workers",
      "langgraph",
      "llamaindex-agents",
    ],
  ],
  [
    "Guides",
    "guides",
    [
      "four-apis",
      "reasoning",
      "caching",
      "tools-and-mcp",
      "structured-output",
      "media",
      "embeddings-and-rag",
      "errors-and-retries",
      "fallback",
      "cost-and-budgets",
      "timeouts-and-abort",
      "edge-and-browsers",
      "proxies",
      "emulator",
      "recording",
      "observability",
    ],
  ],
  [
    "Moving from",
    "moving-from",
    [
      "index",
      "openai-compatible",
      "ai-sdk-openai",
      "openrouter",
      "chat-openai",
      "litellm",
      "haystack",
      "llamaindex-python",
      "openai-sdk",
    ],
  ],
  [
    "Works with",
    "works-with",
    ["index", "mastra", "openai-agents", "copilotkit", "chat-components"],
  ],
  [
    "More",
    "",
    ["troubleshooting", "models", "reference/index", "benchmark", "relay", "decisions/README"],
  ],
];

const decisions: Section = ["Decisions", "decisions", ["README", ...listDecisions()]];

/** The sidebars: one for the decisions, one for all other pages. */
export function listSidebars(): DefaultTheme.SidebarMulti {
  return { "/": toItems(sections), "/decisions/": toItems([decisions]) };
}

/** Groups that cannot be folded, because VitePress nests two buttons in a foldable group. */
function toItems(groups: readonly Section[]): DefaultTheme.SidebarItem[] {
  return groups.map(([text, folder, pages]) => ({
    text,
    items: pages.map((page) => {
      const file = path.posix.join(folder, page);
      return { text: readHeading(file), link: `/${file.replace(/(^|\/)(index|README)$/, "$1")}` };
    }),
  }));
}

function listDecisions(): string[] {
  const files = readdirSync(path.join(docsFolder, "decisions"));
  return files.filter((file) => /^\d/.test(file)).map((file) => file.replace(/\.md$/, ""));
}

function readHeading(file: string): string {
  const markdown = readFileSync(path.join(docsFolder, `${file}.md`), "utf8");
  const heading = /^# (.+)$/m.exec(markdown)?.[1];
  if (heading === undefined) throw new Error(`${file}.md has no heading.`);
  return heading.replaceAll("`", "");
}
