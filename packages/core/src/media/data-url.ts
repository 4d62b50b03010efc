import { encodeBase64 } from "./base64.ts";

/** Content in base64 with its media type. */
export interface InlineData {
  data: string;
  mediaType: string;
}

/** Content in base64 as a `data:` URL. */
export function toDataURL({ data, mediaType }: InlineData): string {
  return `data:${mediaType};base64,${data}`;
}

/**
 * What a `data:` URL holds, in base64. Parameters of its type are left out; a type that is missing is
 * `text/plain`, as RFC 2397 says.
 *
 * @returns Undefined for any other address, and for a `data:` URL without a comma.
 */
export function parseDataURL(url: string): InlineData | undefined {
  if (!/^data:/i.test(url)) return undefined;
  const comma = url.indexOf(",");
  if (comma === -1) return undefined;
  const [type = "", ...parameters] = url.slice("data:".length, comma).split(";");
  const mediaType = type.trim() === "" ? "text/plain" : type.trim().toLowerCase();
  const content = url.slice(comma + 1);
  const isBase64 = parameters.some((parameter) => parameter.trim().toLowerCase() === "base64");
  return {
    mediaType,
    data: isBase64 ? content : encodeBase64(new TextEncoder().encode(decodePercent(content))),
  };
}

/** Decodes `%` escapes. A text with a percent sign that is not an escape is returned unchanged. */
function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
