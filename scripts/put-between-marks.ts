/**
 * Puts what a command writes between its marks in a document.
 *
 * @param name What is written: it stands in both marks.
 * @param command What writes it, for who reads the document's source.
 * @throws When the document has lost a mark.
 */
export function putBetweenMarks(
  document: string,
  name: string,
  command: string,
  content: string,
): string {
  const beginMark = `<!-- ${name}: written by \`${command}\` -->`;
  const begin = document.indexOf(beginMark);
  const end = document.indexOf(`<!-- end of ${name} -->`);
  if (begin < 0 || end < begin) throw new Error(`The marks around ${name} are lost.`);
  return `${document.slice(0, begin + beginMark.length)}\n\n${content}\n\n${document.slice(end)}`;
}
