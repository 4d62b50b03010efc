import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

/** Writes the demo's output; in colour only on a terminal without `NO_COLOR`. */
export class Printer {
  readonly #output: NodeJS.WriteStream;
  #isLineOpen = false;

  constructor(output: NodeJS.WriteStream) {
    this.#output = output;
  }

  /** A line of its own. */
  line(text: string, style?: Style): void {
    this.endLine();
    this.#output.write(`${this.#paint(text, style)}\n`);
  }

  /** A piece of a text that goes on. */
  piece(text: string, style?: Style): void {
    if (text === "") return;
    this.#output.write(this.#paint(text, style));
    this.#isLineOpen = !text.endsWith("\n");
  }

  /** Ends a text that was written in pieces. */
  endLine(): void {
    if (this.#isLineOpen) this.#output.write("\n");
    this.#isLineOpen = false;
  }

  #paint(text: string, style: Style | undefined): string {
    return style === undefined ? text : styleText(style, text, { stream: this.#output });
  }
}
