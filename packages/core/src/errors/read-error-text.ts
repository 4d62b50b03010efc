/** How many characters of a body are searched. */
const MAX_READ_LENGTH = 16_384;

/**
 * The message in an error body that is not JSON: the title of a web page, the message of an XML error,
 * otherwise their text without tags, or a plain text as it is.
 *
 * @returns Undefined if no text is left.
 */
export function readErrorText(body: string): string | undefined {
  const text = body.slice(0, MAX_READ_LENGTH).trim();
  const message = text.startsWith("<") ? readMarkup(text) : text;
  return message === "" ? undefined : message;
}

function readMarkup(markup: string): string {
  const named = /<(title|message)[^<>]*>([^<]*)</i.exec(markup)?.[2]?.trim();
  if (named !== undefined && named !== "") return named;
  return markup
    .replaceAll(/<(script|style)\b[^<]*/gi, "")
    .replaceAll(/<[^<>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}
