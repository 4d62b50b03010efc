/** What is known from the bytes of a PDF. */
export interface PDFContent {
  /** The words of the pages that are not compressed. */
  text: string;
  /** Tokens of its pages, when a model looks at them. */
  pageTokens: number;
}

// Anthropic's documentation says 1,500 to 3,000 for a page.
const tokensPerPage = 1500;

const maximumRead = 1_000_000;

/** Whether the bytes are a PDF. */
export function isPDF(bytes: Buffer): boolean {
  return bytes.subarray(0, 1024).includes("%PDF-");
}

/** Reads a PDF by patterns: counts its pages, and finds texts that are not compressed. */
export function readPDF(bytes: Buffer): PDFContent {
  const source = bytes.toString("latin1");
  const beginning = source.slice(0, maximumRead);
  const pages = source.match(/\/Type\s*\/Page(?![a-z])/gu)?.length ?? 1;
  const shown = [...beginning.matchAll(/\(((?:[^()\\]|\\.){0,2000})\)\s*(?:Tj|'|")/gu)];
  const text = shown.map(([, words = ""]) => words.replaceAll(/\\([()\\])/gu, "$1")).join("\n");
  return { text, pageTokens: Math.max(1, pages) * tokensPerPage };
}
