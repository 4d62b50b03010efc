const usualRatio = 0.8;

/**
 * The vendor's prices behind the prices that were seen as charged, in USD per million tokens: the catalogue lists the
 * former, and charges them times 0.8.
 */
export function charged(input: number, output: number): { input: number; output: number } {
  const divide = (price: number): number => Number((price / usualRatio).toFixed(4));
  return { input: divide(input), output: divide(output) };
}
