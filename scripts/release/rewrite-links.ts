import path from "node:path";

/** A link or an image of Markdown: what stands before its address, the address, what stands after. */
const links = /(\]\()([^)\s]+)(\))/g;

/**
 * Makes links to files of the repository lead there from anywhere: npm shows a README without them.
 *
 * @param folder Where the document is in the repository.
 * @param address Where the repository is.
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
 * Replaces a document's links, but for images and for what looks like links in code.
 *
 * @param replace Gives what stands instead of the text and address of a link.
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

/** The addresses of a document's links and images, in their order, without those in code. */
export function listLinks(markdown: string): string[] {
  const found: string[] = [];
  outsideCode(markdown, (text) => {
    for (const [, , link = ""] of text.matchAll(links)) found.push(link);
    return text;
  });
  return found;
}

/** Whether a link names a file by its path, and neither an address nor a heading of the same document. */
export function isOfRepository(link: string): boolean {
  return !/^([a-z]+:|#|\/\/)/i.test(link);
}

/** Changes what is no block of code. */
function outsideCode(markdown: string, change: (text: string) => string): string {
  return markdown
    .split(/(^```.*?^```$)/ms)
    .map((text, index) => (index % 2 === 0 ? change(text) : text))
    .join("");
}
