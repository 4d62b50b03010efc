/** What the vendor's price is multiplied with, as in almost all rows of CometAPI's catalogue. */
export const priceRatio = 0.8;

/**
 * The vendor's prices behind the prices that were seen as charged, in USD per million tokens: the catalogue lists the
 * former, and charges them times `priceRatio`.
 */
export function charged(input: number, output: number): { input: number; output: number } {
  const divide = (price: number): number => Number((price / priceRatio).toFixed(4));
  return { input: divide(input), output: divide(output) };
}
