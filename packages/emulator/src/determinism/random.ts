import { hash32 } from "./hash.ts";

/** Pseudorandom numbers. The same seed text gives the same numbers. */
export interface Random {
  /** The next number from 0 up to 1. */
  next: () => number;
  /** The next text of letters and digits. */
  text: (length: number) => string;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Creates the generator for a seed text (mulberry32). */
export function createRandom(seed: string): Random {
  let state = hash32(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const text = (length: number): string =>
    Array.from({ length }, () => alphabet.charAt(Math.floor(next() * alphabet.length))).join("");
  return { next, text };
}
