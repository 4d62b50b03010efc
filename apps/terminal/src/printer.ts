import { styleText } from "node:util";
import { wrapText } from "./wrap-text.ts";

type Style = Parameters<typeof styleText>[0];

/**
 * Prints the output of an app. On a terminal it wraps texts between words and uses colours, unless `NO_COLOR`
 * is set. Anywhere else it prints plain text.
 */
export class Printer {
  readonly #output: NodeJS.WriteStream;
  #column = 0;

  constructor(output: NodeJS.WriteStream) {
    this.#output = output;
  }

  /** Prints a whole line. */
  line(text: string, style?: Style): void {
    this.endLine();
    this.piece(text, style);
    this.#output.write("\n");
    this.#column = 0;
  }

  /** Prints a piece of a text; more may follow on the same line. */
  piece(text: string, style?: Style): void {
    const width = this.#output.isTTY ? this.#output.columns : Infinity;
    const wrapped = wrapText(text, this.#column, width);
    this.#column = wrapped.column;
    if (wrapped.text !== "") this.#output.write(this.#paint(wrapped.text, style));
  }

  /** Ends the line of a text that was printed in pieces. */
  endLine(): void {
    if (this.#column > 0) this.#output.write("\n");
    this.#column = 0;
  }

  #paint(text: string, style: Style | undefined): string {
    return style === undefined ? text : styleText(style, text, { stream: this.#output });
  }
}
