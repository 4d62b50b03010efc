const MULTIPLIERS: Readonly<Record<string, number>> = { "": 1, k: 1000, m: 1_000_000 };

/**
 * A number of tokens from what the catalogue calls one: a number, or text such as `"128000"`,
 * `"128,000"`, `"8K"` or `"1.05M"`, read with decimal prefixes. Undefined for anything else.
 */
export function parseTokenCount(value: unknown): number | undefined {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string") return undefined;
  const match = /^(\d+(?:\.\d+)?) ?([km]?)(?: ?tokens?)?$/i.exec(
    text.trim().replaceAll(/(?<=\d)[,_](?=\d{3})/g, ""),
  );
  if (match === null) return undefined;
  const [, digits = "", prefix = ""] = match;
  const count = Math.round(Number(digits) * (MULTIPLIERS[prefix.toLowerCase()] ?? 1));
  return count > 0 ? count : undefined;
}
