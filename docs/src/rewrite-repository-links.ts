import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { MarkdownRenderer } from "vitepress";
import {
  getRepositoryAddress,
  isAddressUnknown,
  type RootManifest,
} from "../../scripts/release/repository-address.ts";
import { docsFolder } from "./read-pages.ts";

const root = path.dirname(docsFolder);

/**
 * Rewrites links to files of the repository that are not pages, so that they lead to the repository's own site.
 * While its address is not known they become text. A link to a file that does not exist is an error.
 */
export function rewriteRepositoryLinks(markdown: MarkdownRenderer): void {
  const repository = readRepository();
  markdown.core.ruler.push("repository-links", ({ tokens, env }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.type === "link_open" ? token.attrGet("href") : null;
      const file = href === null ? undefined : findRepositoryFile(href, env.path);
      if (file === undefined) continue;
      if (repository !== undefined) token.attrSet("href", `${repository}/blob/main/${file}`);
      else token.attrs = null;
    }
  });
}

/** The path within the repository of the file that a page links to. Undefined for pages and other addresses. */
export function findRepositoryFile(href: string, page: string): string | undefined {
  if (!href.startsWith("../")) return undefined;
  const [target = ""] = href.split("#");
  const file = path.resolve(path.dirname(page), decodeURI(target));
  if (file.startsWith(docsFolder + path.sep) || file === docsFolder) return undefined;
  if (!existsSync(file)) throw new Error(`${page} links to ${href}, which does not exist.`);
  return path.relative(root, file).split(path.sep).join("/");
}

/** The address of the repository. Undefined while it is not known. */
function readRepository(): string | undefined {
  const manifest: RootManifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  return isAddressUnknown(manifest) ? undefined : getRepositoryAddress(manifest);
}
