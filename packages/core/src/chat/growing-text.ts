/**
 * A text that grows by small pieces. With `+=` the engine keeps each piece as an object of its own, which
 * takes five times the memory of its characters.
 */
export class GrowingText {
  #whole = "";
  #pieces: string[] = [];

  push(piece: string): void {
    if (this.#pieces.push(piece) === MAX_PIECES) this.#join();
  }

  toString(): string {
    this.#join();
    return this.#whole;
  }

  #join(): void {
    if (this.#pieces.length === 0) return;
    this.#whole += this.#pieces.join("");
    this.#pieces = [];
  }
}

const MAX_PIECES = 16;
