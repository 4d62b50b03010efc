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
 * `text/plain`, as RFC 2397 says. Undefined for any other address.
 */
export function parseDataURL(url: string): InlineData | undefined {
  if (!/^data:/i.test(url)) return undefined;
  const comma = url.indexOf(",");
  if (comma < 0) return undefined;
  const [type = "", ...parameters] = url.slice("data:".length, comma).split(";");
  const mediaType = type === "" ? "text/plain" : type.toLowerCase();
  const content = url.slice(comma + 1);
  const isBase64 = parameters.some((parameter) => parameter.trim().toLowerCase() === "base64");
  return { mediaType, data: isBase64 ? content : encodeText(content) };
}

function encodeText(percentEncoded: string): string {
  let text = percentEncoded;
  try {
    text = decodeURIComponent(percentEncoded);
  } catch {
    // A lone percent sign: taken for what it is.
  }
  let binary = "";
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}
