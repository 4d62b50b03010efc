/** File endings that differ from the second half of their media type. */
const FILE_ENDINGS: ReadonlyMap<string, string> = new Map([
  ["plain", "txt"],
  ["markdown", "md"],
]);

/**
 * A name for a document without one, after its media type: OpenAI refuses data without a name
 * ("Missing required parameter: …file_id").
 *
 * @param url A `data:` URL. Undefined for any other address.
 */
export function defaultFilename(url: string): string | undefined {
  const type = /^data:(?:\w+\/(\w+)[;,])?/.exec(url);
  if (type === null) return undefined;
  const ending = type[1];
  return ending === undefined ? "file" : `file.${FILE_ENDINGS.get(ending) ?? ending}`;
}
