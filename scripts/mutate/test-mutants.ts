// Runs the tests that a source file is related to, each time it is told to: `node … <project> <file>`.
// A process of its own, because a broken loop does not end.
import path from "node:path";
import { createVitest, type TestSpecification } from "vitest/node";

const [project = "", file = ""] = process.argv.slice(2);

const vitest = await createVitest("test", {
  root: process.cwd(),
  project: [project],
  related: [file],
  run: true,
  watch: false,
  bail: 1,
  // A machine with much to do must not kill a mutant.
  testTimeout: 60_000,
  typecheck: { enabled: false },
  reporters: [{}],
});
const related = await vitest.getRelevantTestSpecifications();
const specifications = related.filter(({ pool }) => pool !== "typescript");
// What stands beside the file and what compares whole answers finds most, and soon.
const nearest = specifications.filter(isNear);
const batches = [
  nearest,
  specifications.filter((specification) => !nearest.includes(specification)),
];

process.on("message", () => {
  void failsAnyTest().then((isKilled) => process.send?.({ isKilled }));
});
process.on("disconnect", () => process.exit());
process.send?.({ isReady: true });

async function failsAnyTest(): Promise<boolean> {
  vitest.invalidateFile(file);
  for (const batch of batches) if (batch.length > 0 && (await failsIn(batch))) return true;
  return false;
}

async function failsIn(batch: readonly TestSpecification[]): Promise<boolean> {
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications([...batch]);
  const ids = new Set(batch.map(({ moduleId }) => moduleId));
  return (
    unhandledErrors.length > 0 ||
    testModules.some((module) => ids.has(module.moduleId) && module.state() === "failed")
  );
}

function isNear({ moduleId }: TestSpecification): boolean {
  return (
    path.dirname(moduleId) === path.dirname(file) || path.basename(moduleId) === "fixtures.test.ts"
  );
}
