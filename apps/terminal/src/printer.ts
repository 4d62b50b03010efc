import { styleText } from "node:util";
import { wrapText } from "./wrap-text.ts";

type Style = Parameters<typeof styleText>[0];

/**
 * Writes the demo's output. On a terminal texts are wrapped between words, and in colour unless
 * `NO_COLOR` is set; anywhere else it is plain text.
 */
export class Printer {
  readonly #output: NodeJS.WriteStream;
  #column = 0;

  constructor(output: NodeJS.WriteStream) {
    this.#output = output;
  }

  /** A line of its own. */
  line(text: string, style?: Style): void {
    this.endLine();
    this.piece(text, style);
    this.#output.write("\n");
    this.#column = 0;
  }

  /** A piece of a text that goes on. */
  piece(text: string, style?: Style): void {
    const width = this.#output.isTTY ? this.#output.columns : Infinity;
    const wrapped = wrapText(text, this.#column, width);
    this.#column = wrapped.column;
    if (wrapped.text !== "") this.#output.write(this.#paint(wrapped.text, style));
  }

  /** Ends a text that was written in pieces. */
  endLine(): void {
    if (this.#column > 0) this.#output.write("\n");
    this.#column = 0;
  }

  #paint(text: string, style: Style | undefined): string {
    return style === undefined ? text : styleText(style, text, { stream: this.#output });
  }
}
