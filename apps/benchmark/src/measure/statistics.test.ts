import { describe, expect, it } from "vitest";
import { summarize, summarizeRatio } from "./statistics.ts";

describe("summarize", () => {
  it("gives median and quartiles in whatever order the samples came", () => {
    expect(summarize([5, 1, 4, 2, 3])).toEqual({ median: 3, lower: 2, upper: 4 });
  });

  it("lies between two samples where no sample is in the middle", () => {
    expect(summarize([1, 2, 3, 4])).toEqual({ median: 2.5, lower: 1.75, upper: 3.25 });
  });

  it("says nothing without samples", () => {
    expect(summarize([])).toBeUndefined();
  });
});

describe("summarizeRatio", () => {
  it("compares the samples of one round, so that a slow round is slow for both", () => {
    expect(summarizeRatio([1, 10, 2], [2, 20, 4])).toEqual({ median: 0.5, lower: 0.5, upper: 0.5 });
  });

  it("leaves out the rounds that one of the two did not take part in", () => {
    expect(summarizeRatio([1, 2, 3], [2])?.median).toBe(0.5);
  });

  it("says nothing when no round has both", () => {
    expect(summarizeRatio([1, 2], [])).toBeUndefined();
  });
});
