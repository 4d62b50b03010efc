import type { DocumentInput } from "../engine/conversation.ts";
import { invalidRequestError } from "../http/known-errors.ts";
import { isPDF, readPDF } from "../media/read-pdf.ts";

/** A PDF from its base64. Throws 400 with the given message if it is not a PDF. */
export function readPDFFile(
  base64: string,
  title: string | undefined,
  words: string,
): DocumentInput {
  const bytes = Buffer.from(base64, "base64");
  if (!isPDF(bytes)) throw invalidRequestError(words);
  return { title, ...readPDF(bytes), isPDF: true, isCited: false };
}

/** A file from a data URL, or from an id or URL that the emulator does not fetch. */
export function readFileURL(url: string, title: string | undefined): DocumentInput {
  const match = /^data:(?<mediaType>[\w.+/-]+);base64,(?<base64>.*)$/su.exec(url);
  const { mediaType = "", base64 = "" } = match?.groups ?? {};
  if (mediaType === "application/pdf") {
    return readPDFFile(
      base64,
      title,
      "Invalid file data. Please make sure your file is a valid PDF.",
    );
  }
  const text = mediaType.startsWith("text/") ? Buffer.from(base64, "base64").toString() : "";
  // The content of such a file is not known; a model would read it.
  const pageTokens = match === null ? unknownFileTokens : 0;
  return { title, text, pageTokens, isPDF: false, isCited: false };
}

const unknownFileTokens = 1500;
