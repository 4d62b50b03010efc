/** A piece of text with line breaks, and the column in which it ends. */
export interface WrappedText {
  text: string;
  column: number;
}

/**
 * Breaks a piece of a text between words so that no line is longer than `width` columns. The piece begins in
 * `column`, because a text arrives a few words at a time. Line breaks of the piece are kept.
 */
export function wrapText(piece: string, column: number, width: number): WrappedText {
  let text = "";
  for (const part of piece.match(/\n|[^\S\n]+|\S+/g) ?? []) {
    const isTooLong = column + part.length > width;
    if (part === "\n" || (isTooLong && column > 0)) {
      text += "\n";
      column = 0;
      if (part.trim() === "") continue;
    }
    text += part;
    column += part.length;
  }
  return { text: text.replace(/ +\n/g, "\n"), column };
}
