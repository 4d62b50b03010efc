/** A piece of text with the line breaks it needs, and the column in which it ends. */
export interface WrappedText {
  text: string;
  column: number;
}

/**
 * Breaks a piece of a text between words where a line of `width` columns would be full. The piece
 * begins in `column`, since a text arrives a few words at a time. Breaks of its own are kept.
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
