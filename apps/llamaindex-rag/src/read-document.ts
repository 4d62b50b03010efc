import { DocxReader } from "@llamaindex/readers/docx";
import { MarkdownReader } from "@llamaindex/readers/markdown";
import { PDFReader } from "@llamaindex/readers/pdf";
import { TextFileReader } from "@llamaindex/readers/text";
import { Document, type FileReader } from "llamaindex";

const readers: Readonly<Record<string, FileReader>> = {
  ".docx": new DocxReader(),
  ".md": new MarkdownReader(),
  ".pdf": new PDFReader(),
  ".txt": new TextFileReader(),
};

/** The extensions of the files that can be read. */
export const readableExtensions: readonly string[] = Object.keys(readers);

/**
 * Reads the pages of a PDF, the sections of a Markdown file, or the text of any other file. Each has the source
 * that answers name.
 */
export async function readDocument(path: string, bytes: Uint8Array): Promise<Document[]> {
  const extension = /\.\w+$/.exec(path.toLowerCase())?.[0] ?? "";
  const reader = readers[extension];
  if (reader === undefined) throw new Error(`Files of the kind ${extension} cannot be read`);
  const documents = await reader.loadDataAsContent(bytes);
  return documents
    .filter((document) => document.getText().trim() !== "")
    .map(
      (document) =>
        new Document({
          text: document.getText(),
          metadata: { source: toSource(path, document.metadata["page_number"]) },
        }),
    );
}

function toSource(path: string, page: unknown): string {
  return typeof page === "number" ? `${path}, page ${page}` : path;
}
