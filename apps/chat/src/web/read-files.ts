import type { FileUIPart } from "ai";

/** Most bytes of one attachment. The server takes 32 MiB, and base64 makes a third more of them. */
const MOST_BYTES = 15 * 1024 * 1024;

/** Files as parts of a message. Throws an error to show for what models do not read or what is too large. */
export function readFiles(files: Iterable<File>): Promise<FileUIPart[]> {
  return Promise.all([...files].map(readFile));
}

async function readFile(file: File): Promise<FileUIPart> {
  if (!/^image\/|^application\/pdf$|^text\//u.test(file.type)) {
    throw new Error(`${file.name} is neither an image, a PDF nor a text.`);
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
