/** Rounds to a millionth of a millionth of a dollar. Without it binary fractions show as 0.30000000000000004. */
export function roundUSD(usd: number): number {
  return Math.round(usd * 1e12) / 1e12;
}
