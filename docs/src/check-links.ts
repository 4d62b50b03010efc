import { readFile } from "node:fs/promises";
import { globSync } from "node:fs";
import path from "node:path";

/** The links of a built site, and which are broken. */
export interface LinkReport {
  pages: number;
  links: number;
  /** `page.html: address` for each broken link. */
  broken: string[];
}

/**
 * Checks every link of a built site. A link within the site needs its page, file and heading; any other needs a
 * valid address.
 */
export async function checkLinks(folder: string, base = "/"): Promise<LinkReport> {
  const files = new Set(
    globSync("**/*", { cwd: folder }).map((file) => file.split(path.sep).join("/")),
  );
  const names = [...files].filter((file) => file.endsWith(".html"));
  const pages = new Map(
    await Promise.all(
      names.map(async (name) => [name, await readFile(path.join(folder, name), "utf8")] as const),
    ),
  );
  const anchors = new Map([...pages].map(([name, html]) => [name, readAttributes(html, "id")]));
  const links = [...pages].flatMap(([page, html]) =>
    [...readAttributes(html, "href")].map((href) => ({ page, href })),
  );
  const broken = links
    .filter(({ page, href }) => !leadsSomewhere(href, page))
    .map(({ page, href }) => `${page}: ${href}`);
  return { pages: pages.size, links: links.length, broken };

  function leadsSomewhere(href: string, page: string): boolean {
    if (/^[a-z]+:/.test(href)) return URL.canParse(href);
    const url = new URL(href, `http://site${base}${page}`);
    if (!url.pathname.startsWith(base)) return false;
    const target = findFile(decodeURI(url.pathname.slice(base.length)));
    const anchor = decodeURIComponent(url.hash.slice(1));
    if (target === undefined) return false;
    return anchor === "" || (anchors.get(target)?.has(anchor) ?? false);
  }

  function findFile(target: string): string | undefined {
    return [target, `${target}.html`, path.posix.join(target, "index.html")].find((file) =>
      files.has(file),
    );
  }
}

function readAttributes(html: string, name: "href" | "id"): Set<string> {
  const values = html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, "g"));
  return new Set([...values].map(([, value = ""]) => value.replaceAll("&amp;", "&")));
}
