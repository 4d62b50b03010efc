import { expect, it } from "vitest";
import type { FileResult } from "./run-mutants.ts";
import { writeReport } from "./write-report.ts";

const result: FileResult = {
  file: "a.ts",
  killedCount: 3,
  survivors: [
    { file: "a.ts", line: 1, what: "not a | b" },
    { file: "a.ts", line: 2, what: "without c" },
  ],
  untriedCount: 0,
};

it("lists survivors with the reasons that are known, and counts the others", () => {
  const explained = [{ file: "a.ts", reason: "The same.", mutants: ["without c"] }];
  const { markdown, unexplainedCount } = writeReport([result], explained);
  expect(unexplainedCount).toBe(1);
  expect(markdown).toContain("5 mutants in 1 file: 3 were killed by a test, 2 survived, 1 of them");
  expect(markdown).toContain("| `a.ts:1` | `not a \\| b` | **none** |");
  expect(markdown).toContain("| `a.ts:2` | `without c` | The same. |");
  expect(markdown).not.toContain("explain nothing");
});

it("names explained mutants that no longer survive, in files that were tried completely", () => {
  const explained = [{ file: "a.ts", reason: "The same.", mutants: ["without d"] }];
  expect(writeReport([result], explained).markdown).toContain("| `a.ts` | `without d` |");
  const unfinished = writeReport([{ ...result, untriedCount: 1 }], explained).markdown;
  expect(unfinished).not.toContain("without d");
  expect(unfinished).toContain("For 1 more there was no time");
});
