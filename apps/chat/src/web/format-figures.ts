import type { KnownCost } from "./conversation.ts";

/** `$0.0042`: two significant digits, and a price is never rounded to 0. */
export function formatUSD(usd: number): string {
  if (usd === 0) return "$0";
  if (usd < 0.000001) return "<$0.000001";
  const digits = usd >= 1 ? 2 : Math.min(6, 1 - Math.floor(Math.log10(usd)));
  return `$${usd.toFixed(digits)}`;
}

/** `≥ $0.0042` if a part of the cost is not known. */
export function formatCost({ usd, isAtLeast }: KnownCost): string {
  if (isAtLeast && usd === 0) return "cost not known";
  return `${isAtLeast ? "≥ " : ""}${formatUSD(usd)}`;
}

/** `950`, `12.3k`, `1M`. */
export function formatTokens(count: number): string {
  if (count < 1000) return String(count);
  const [amount, unit] = count < 999_950 ? [count / 1000, "k"] : [count / 1_000_000, "M"];
  return `${amount < 100 ? amount.toFixed(1).replace(/\.0$/u, "") : Math.round(amount)}${unit}`;
}

/** `0.42 s`, `12 s`. */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  return `${seconds < 10 ? seconds.toFixed(2) : Math.round(seconds)} s`;
}
