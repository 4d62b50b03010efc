import type { MarkdownRenderer } from "vitepress";

/** Lets the keyboard reach a paragraph that begins with an image: on a phone it scrolls sideways. */
export function makeChartsFocusable(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push("focusable-charts", ({ tokens }) => {
    for (const [index, { children }] of tokens.entries()) {
      if (children?.[0]?.type === "image") tokens[index - 1]?.attrSet("tabindex", "0");
    }
  });
}
