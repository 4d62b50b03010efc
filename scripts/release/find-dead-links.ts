import path from "node:path";
import { isOfRepository, listLinks } from "./rewrite-links.ts";

/** The files of the repository to which documents link. */
export interface LinkTargets {
  /** Whether the repository has a file or folder at this path. */
  exists: (file: string) => boolean;
  /** The text of a Markdown file. */
  read: (file: string) => string;
}

/**
 * Finds dead links: to a file that the repository does not have, or to a heading that the document does not
 * have. All other addresses must be complete and begin with https.
 *
 * @param document The path of the document within the repository.
 */
export function findDeadLinks(document: string, targets: LinkTargets): string[] {
  return listLinks(targets.read(document))
    .filter((link) => !leadsSomewhere(link, document, targets))
    .map((link) => `${document}: ${link}`);
}

function leadsSomewhere(link: string, document: string, { exists, read }: LinkTargets): boolean {
  if (!isOfRepository(link) && !link.startsWith("#")) {
    return URL.canParse(link) && /^(https:|mailto:)/.test(link);
  }
  const [target = "", heading] = link.split("#");
  const file = target === "" ? document : path.posix.join(path.posix.dirname(document), target);
  if (!exists(file)) return false;
  return (
    heading === undefined || !file.endsWith(".md") || listHeadings(read(file)).includes(heading)
  );
}

/** The anchors that GitHub and npm give the headings of a document. */
function listHeadings(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}
