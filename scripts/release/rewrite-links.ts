import path from "node:path";

/** The part of a Markdown link or image around its address: before it, the address, after it. */
const links = /(\]\()([^)\s]+)(\))/g;

/**
 * Replaces links to files by full addresses in the repository, so that they also work on npm.
 *
 * @param folder The folder of the document in the repository.
 * @param address The address of the repository.
 */
export function rewriteLinks(markdown: string, folder: string, address: string): string {
  return outsideCode(markdown, (text) =>
    text.replaceAll(links, (whole, before: string, link: string, after: string) =>
      isOfRepository(link)
        ? `${before}${address}/blob/main/${path.posix.join(folder, link)}${after}`
        : whole,
    ),
  );
}

/**
 * Replaces the links of a document, except images and anything in code blocks.
 *
 * @param replace Returns the new Markdown for the text and the address of a link.
 */
export function replaceLinks(
  markdown: string,
  replace: (text: string, link: string) => string,
): string {
  return outsideCode(markdown, (prose) =>
    prose.replaceAll(/(?<!!)\[([^\]]+)\]\(([^)\s]+)\)/g, (_, text: string, link: string) =>
      replace(text, link),
    ),
  );
}

/** The addresses of a document's links and images in order, without those in code blocks. */
export function listLinks(markdown: string): string[] {
  const found: string[] = [];
  outsideCode(markdown, (text) => {
    for (const [, , link = ""] of text.matchAll(links)) found.push(link);
    return text;
  });
  return found;
}

/** Whether a link is the path of a file, and not an address or a heading of the same document. */
export function isOfRepository(link: string): boolean {
  return !/^([a-z]+:|#|\/\/)/i.test(link);
}

/** Changes everything except code blocks. */
function outsideCode(markdown: string, change: (text: string) => string): string {
  return markdown
    .split(/(^```.*?^```$)/ms)
    .map((text, index) => (index % 2 === 0 ? change(text) : text))
    .join("");
}
