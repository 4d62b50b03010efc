import { defineConfig } from "vitepress";
import llmstxt from "vitepress-plugin-llms";
import { makeChartsFocusable } from "../src/make-charts-focusable.ts";
import { rewriteRepositoryLinks } from "../src/rewrite-repository-links.ts";
import { listSidebars } from "./sidebar.ts";

const description =
  "CometAPI in the Vercel AI SDK, LangChain.js and LlamaIndex.TS: one key for the models of all vendors.";

export default defineConfig({
  title: "CometAPI for JavaScript",
  description,
  lang: "en",
  // The path of the site on its host, e.g. `/cometapi-js/` on GitHub Pages.
  base: process.env["DOCS_BASE"] ?? "/",
  srcExclude: ["src/**", ".code-blocks/**"],
  rewrites: { "decisions/README.md": "decisions/index.md" },
  lastUpdated: false,
  markdown: {
    config: (markdown) => void markdown.use(rewriteRepositoryLinks).use(makeChartsFocusable),
    // The default theme has too little contrast on the background of a code block.
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
  },
  vite: {
    server: { host: "127.0.0.1" },
    // The large chunk is the search index, which is loaded only when somebody searches.
    build: { chunkSizeWarningLimit: 3000 },
    plugins: [
      llmstxt({
        title: "CometAPI for JavaScript",
        description,
        excludeIndexPage: true,
      }),
    ],
  },
  themeConfig: {
    search: {
      provider: "local",
      options: {
        miniSearch: {
          searchOptions: {
            // The reference contains every word, and would be listed before the page that explains it.
            boostDocument: (id: string) => (id.includes("/reference/") ? 0.2 : 1),
          },
        },
      },
    },
    outline: [2, 3],
    nav: [
      { text: "Start", link: "/start/" },
      { text: "Guides", link: "/guides/four-apis" },
      { text: "Models", link: "/models" },
      { text: "Troubleshooting", link: "/troubleshooting" },
      { text: "Reference", link: "/reference/" },
    ],
    sidebar: listSidebars(),
    docFooter: { prev: "Before", next: "Next" },
  },
});
