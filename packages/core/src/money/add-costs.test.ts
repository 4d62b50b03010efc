import { expect, it } from "vitest";
import { addCosts } from "./add-costs.ts";
import type { Cost } from "./cost.ts";

const known: Cost = { usd: 0.1, knownUSD: 0.1, source: "reported", missing: [] };
const estimated: Cost = { ...known, source: "estimated", pricesOf: "2026-11-21T00:00:00Z" };
const unknown: Cost = { usd: null, knownUSD: 0.2, source: "estimated", missing: ["No price."] };

it("adds what is known, without the dust of binary fractions", () => {
  expect(addCosts(known, { ...known, usd: 0.2, knownUSD: 0.2 })).toEqual({
    usd: 0.3,
    knownUSD: 0.3,
    source: "reported",
    missing: [],
  });
});

it("is unknown where either is, with each reason once, and is never smaller than what is known", () => {
  for (const sum of [addCosts(known, unknown), addCosts(unknown, known)]) {
    expect(sum).toMatchObject({ usd: null, knownUSD: 0.3, source: "estimated" });
  }
  expect(addCosts(unknown, unknown).missing).toEqual(["No price."]);
});

it("is estimated where a part is, and says of when the prices are", () => {
  for (const sum of [addCosts(known, estimated), addCosts(estimated, known)]) {
    expect(sum).toMatchObject({ source: "estimated", pricesOf: "2026-11-21T00:00:00Z" });
  }
  const earlier = { ...estimated, pricesOf: "2026-11-20T00:00:00Z" };
  expect(addCosts(estimated, earlier).pricesOf).toBe("2026-11-20T00:00:00Z");
});

it("names the vendor's price only where both parts have one", () => {
  const priced = { ...known, vendorUSD: 0.5 };
  expect(addCosts(priced, priced).vendorUSD).toBe(1);
  expect(addCosts(priced, known)).not.toHaveProperty("vendorUSD");
  expect(addCosts(known, priced)).not.toHaveProperty("vendorUSD");
});
