import { expect, it } from "vitest";
import { checkTarget } from "./check-target.ts";
import type { Measurement } from "./measure/measurement.ts";
import { Results } from "./measure/results.ts";
import type { Target } from "./targets.ts";

const line = "ai-sdk line";

function measured(productId: string, samples: number[], lost: string[] = []): Measurement {
  return { subjectId: line, productId, samples, lost, failure: undefined };
}

const overBestPeer: Target = {
  type: "ratio",
  framework: "ai-sdk",
  subjectId: line,
  title: "a line",
  over: { type: "best-peer" },
  limit: 0.5,
};

it("compares with the cheapest peer", () => {
  const results = new Results([
    measured("ai-sdk/cometapi", [4, 4]),
    measured("ai-sdk/openai", [20, 20]),
    measured("ai-sdk/openrouter", [10, 10]),
  ]);
  const verdict = checkTarget(overBestPeer, results);
  expect(verdict?.comparison).toBe("over @openrouter/ai-sdk-provider");
  expect(verdict?.measured.median).toBe(0.4);
  expect(verdict?.isMet).toBe(true);
});

it("does not take a peer for the best that lost a part of the answer", () => {
  const results = new Results([
    measured("ai-sdk/cometapi", [4]),
    measured("ai-sdk/openai", [5]),
    measured("ai-sdk/openrouter", [2], ["reasoning"]),
  ]);
  expect(checkTarget(overBestPeer, results)?.comparison).toBe("over @ai-sdk/openai");
});

it("takes the floor and the framework's share off both sides", () => {
  const results = new Results([
    measured("raw", [2]),
    measured("ai-sdk/nothing", [1]),
    measured("ai-sdk/cometapi", [5]),
    measured("ai-sdk/openai", [7]),
  ]);
  expect(checkTarget(overBestPeer, results)?.ratioBeyondCommon).toBe(0.5);
});

it("says nothing of a target whose line was not measured", () => {
  expect(checkTarget(overBestPeer, new Results([]))).toBeUndefined();
});

it("takes little growth for flat, although a peer grows less", () => {
  const growth: Target = { type: "growth", framework: "ai-sdk", subjectId: line, title: "memory" };
  const peer = measured("ai-sdk/openai", [20]);
  expect(checkTarget(growth, new Results([measured("ai-sdk/cometapi", [300]), peer]))?.isMet).toBe(
    true,
  );
  expect(checkTarget(growth, new Results([measured("ai-sdk/cometapi", [900]), peer]))?.isMet).toBe(
    false,
  );
});

it("takes what the framework itself keeps for nobody's growth, but no more", () => {
  const growth: Target = { type: "growth", framework: "ai-sdk", subjectId: line, title: "memory" };
  const others = [measured("ai-sdk/openai", [9000]), measured("ai-sdk/nothing", [3000])];
  const isMet = (grownKB: number): boolean | undefined =>
    checkTarget(growth, new Results([measured("ai-sdk/cometapi", [grownKB]), ...others]))?.isMet;
  expect(isMet(3400)).toBe(true);
  expect(isMet(3600)).toBe(false);
});

it("does not take a peer for the best that failed after some rounds", () => {
  const results = new Results([
    measured("ai-sdk/cometapi", [4]),
    measured("ai-sdk/openai", [5]),
    { ...measured("ai-sdk/openrouter", [2]), failure: "socket hang up" },
  ]);
  expect(checkTarget(overBestPeer, results)?.comparison).toBe("over @ai-sdk/openai");
});

it("compares what each adds to the floor, round by round", () => {
  const target: Target = {
    type: "above-floor",
    framework: "ai-sdk",
    subjectId: line,
    title: "a line",
    limit: 0.5,
  };
  const results = new Results([
    measured("raw", [10, 20]),
    measured("ai-sdk/cometapi", [14, 24]),
    measured("ai-sdk/openai", [20, 30]),
  ]);
  expect(checkTarget(target, results)).toMatchObject({ measured: { median: 0.4 }, isMet: true });
  expect(checkTarget(target, new Results([]))).toBeUndefined();
  const disturbed = new Results([
    measured("raw", [10]),
    measured("ai-sdk/cometapi", [14]),
    measured("ai-sdk/openai", [9]),
  ]);
  expect(checkTarget(target, disturbed)).toBeUndefined();
});

it("tells what a package adds to its framework", () => {
  const target: Target = {
    type: "above-framework",
    framework: "langchain",
    subjectId: line,
    title: "import",
    limit: 20,
  };
  const results = new Results([
    measured("langchain/nothing", [150, 160]),
    measured("langchain/cometapi", [175, 185]),
  ]);
  expect(checkTarget(target, results)).toMatchObject({ measured: { median: 25 }, isMet: false });
  expect(checkTarget(target, new Results([]))).toBeUndefined();
});
