import type { Cost } from "./cost.ts";
import { roundUSD } from "./round-usd.ts";

/** The sum of two costs. Unknown if either is. Of two dates at which prices were read, the earlier is kept. */
export function addCosts(first: Cost, second: Cost): Cost {
  const { usd, source } = first;
  const [pricesOf] = [first.pricesOf, second.pricesOf].filter((at) => at !== undefined).toSorted();
  const isReported = source === "reported" && second.source === "reported";
  const hasVendor = first.vendorUSD !== undefined && second.vendorUSD !== undefined;
  return {
    usd: usd === null || second.usd === null ? null : roundUSD(usd + second.usd),
    knownUSD: roundUSD(first.knownUSD + second.knownUSD),
    source: isReported ? "reported" : "estimated",
    missing: [...new Set([...first.missing, ...second.missing])],
    ...(pricesOf !== undefined && { pricesOf }),
    ...(hasVendor && { vendorUSD: roundUSD((first.vendorUSD ?? 0) + (second.vendorUSD ?? 0)) }),
  };
}
