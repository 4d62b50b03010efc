import type { FileUIPart } from "ai";

/** The largest attachment in bytes. The server accepts 32 MiB, and base64 adds a third. */
const MOST_BYTES = 15 * 1024 * 1024;

/**
 * Converts files into parts of a message. For a file that is too large or of the wrong kind it throws an error
 * that can be shown.
 */
export function readFiles(files: Iterable<File>): Promise<FileUIPart[]> {
  return Promise.all([...files].map(readFile));
}

async function readFile(file: File): Promise<FileUIPart> {
  if (!/^image\/|^application\/pdf$|^text\//u.test(file.type)) {
    throw new Error(`${file.name} is not an image, a PDF or a text.`);
  }
  if (file.size > MOST_BYTES) throw new Error(`${file.name} is larger than 15 MiB.`);
  return { type: "file", mediaType: file.type, filename: file.name, url: await toDataURL(file) };
}

function toDataURL(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("loadend", () => {
      if (typeof reader.result === "string") resolve(reader.result);
      else reject(new Error(`${file.name} could not be read.`));
    });
    reader.readAsDataURL(file);
  });
}
