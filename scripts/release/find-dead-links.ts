import path from "node:path";
import { isOfRepository, listLinks } from "./rewrite-links.ts";

/** The files of the repository, as a document's links see them. */
export interface LinkTargets {
  /** Whether there is a file or folder of this path from the repository's root. */
  exists: (file: string) => boolean;
  /** The text of a Markdown file. */
  read: (file: string) => string;
}

/**
 * Finds links that lead nowhere: to a file that the repository does not have, or to a heading that the
 * document does not have. Other addresses have to be complete ones by https.
 *
 * @param document The path of the document from the repository's root.
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

/** The names under which GitHub and npm know a document's headings. */
function listHeadings(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}
