/**
 * Replaces the text between two marks in a document.
 *
 * @param name The name in both marks.
 * @param command The command that writes the text. The first mark names it for those who read the source.
 * @throws When the document lacks one of the marks.
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
