/** What a PDF's bytes tell. */
export interface PDFContent {
  /** The words of the pages that are not compressed. */
  text: string;
  /** What its pages count for when a model looks at them, in tokens. */
  pageTokens: number;
}

// Anthropic's documentation says 1,500 to 3,000 for a page.
const tokensPerPage = 1500;

const maximumRead = 1_000_000;

/** Whether bytes are those of a PDF. */
export function isPDF(bytes: Buffer): boolean {
  return bytes.subarray(0, 1024).includes("%PDF-");
}

/** Reads a PDF by its surface: it counts the pages, and finds texts that are shown uncompressed. */
export function readPDF(bytes: Buffer): PDFContent {
  const source = bytes.toString("latin1");
  const beginning = source.slice(0, maximumRead);
  const pages = source.match(/\/Type\s*\/Page(?![a-z])/gu)?.length ?? 1;
  const shown = [...beginning.matchAll(/\(((?:[^()\\]|\\.){0,2000})\)\s*(?:Tj|'|")/gu)];
  const text = shown.map(([, words = ""]) => words.replaceAll(/\\([()\\])/gu, "$1")).join("\n");
  return { text, pageTokens: Math.max(1, pages) * tokensPerPage };
}
