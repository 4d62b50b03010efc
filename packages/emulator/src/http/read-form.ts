import { invalidRequestError } from "./known-errors.ts";

/** The fields of a form: texts, and files by name. */
export interface FormFields {
  texts: Readonly<Record<string, string>>;
  files: Readonly<Record<string, readonly File[]>>;
}

/** Reads a multipart or a JSON body. Throws 400 for any other. */
export async function readForm(
  body: Uint8Array<ArrayBuffer>,
  contentType: string,
): Promise<FormFields> {
  let form: FormData;
  try {
    form = await new Response(body, { headers: { "content-type": contentType } }).formData();
  } catch {
    throw invalidRequestError(`could not parse multipart form of type '${contentType}'`);
  }
  const texts: Record<string, string> = {};
  const files: Record<string, File[]> = {};
  for (const [name, value] of form) {
    const field = name.replace(/\[\]$/u, "");
    // A list is sent as one field for each item.
    if (typeof value === "string") {
      texts[field] = name.endsWith("[]") && field in texts ? `${texts[field]},${value}` : value;
    } else (files[field] ??= []).push(value);
  }
  return { texts, files };
}

/** A form as the journal keeps it: files by name and size. */
export function describeForm({ texts, files }: FormFields): Record<string, unknown> {
  const described = Object.entries(files).map(([name, list]) => [
    name,
    list.map((file) => ({ name: file.name, bytes: file.size, type: file.type })),
  ]);
  return { ...texts, ...Object.fromEntries(described) };
}
