import type { MarkdownRenderer } from "vitepress";

/**
 * Makes a paragraph that begins with an image focusable. It scrolls sideways on a phone, so the keyboard must
 * reach it.
 */
export function makeChartsFocusable(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push("focusable-charts", ({ tokens }) => {
    for (const [index, { children }] of tokens.entries()) {
      if (children?.[0]?.type === "image") tokens[index - 1]?.attrSet("tabindex", "0");
    }
  });
}
