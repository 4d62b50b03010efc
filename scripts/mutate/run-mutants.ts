import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createVitest, type TestModule, type TestSpecification, type Vitest } from "vitest/node";
import createConfig from "../../vitest.config.ts";
import { insertMutants, type Mutant } from "./insert-mutants.ts";
import type { Plan, TestSurvey } from "./mutant-runner.ts";

/** The results of the mutants of one file. */
export interface FileResult {
  /** Path within the repository. */
  file: string;
  killedCount: number;
  survivors: Mutant[];
  /** How many were not tried for lack of time. */
  untriedCount: number;
}

export interface MutantRun {
  /** The folder of the repository. */
  root: string;
  /** The vitest project that the files belong to. */
  project: string;
  /** Paths within the repository. */
  files: readonly string[];
  /** Only tests whose paths contain one of these are run. Empty for all. */
  tests: readonly string[];
  /** When to stop, in milliseconds since 1970. Mutants left then are not tried. */
  deadlineMs: number;
}

/**
 * Tries every mutant of some files of one project. Vitest loads the files with all their mutants, of which at
 * most one is active at a time. No file is changed.
 */
export async function runMutants({
  root,
  project,
  files,
  tests,
  deadlineMs,
}: MutantRun): Promise<FileResult[]> {
  const mutants: Mutant[] = [];
  const codes = new Map<string, string>();
  for (const file of files) {
    const inserted = insertMutants(
      file,
      await readFile(path.join(root, file), "utf8"),
      mutants.length,
    );
    mutants.push(...inserted.mutants);
    codes.set(path.join(root, file), inserted.code);
  }
  const vitest = await startVitest(root, project, codes);
  try {
    const surveys = await surveyTests(vitest, tests);
    const alive = new Set(mutants.keys());
    const isLate = (): boolean => Date.now() > deadlineMs;
    for (const survey of surveys.toSorted((a, b) => a.meanMs - b.meanMs)) {
      await repeatTests(vitest, survey, alive, isLate);
      logProgress(survey, alive.size);
    }
    await tryFromTheStart(vitest, surveys, alive, isLate);
    return files.map((file) => {
      const own = [...mutants.entries()].filter(([, mutant]) => mutant.file === file);
      const living = own.filter(([id]) => alive.has(id)).map(([, mutant]) => mutant);
      return {
        file,
        killedCount: own.length - living.length,
        survivors: isLate() ? [] : living,
        untriedCount: isLate() ? living.length : 0,
      };
    });
  } finally {
    await vitest.close();
  }
}

/** A test file. */
interface FileSurvey {
  specification: TestSpecification;
  tests: Map<string, TestSurvey>;
  reachedByLoading: Set<number>;
  durationMs: number;
  /** The average duration of one test. */
  meanMs: number;
}

async function startVitest(
  root: string,
  project: string,
  codes: ReadonlyMap<string, string>,
): Promise<Vitest> {
  const { test } = createConfig({ mode: "test", command: "serve" });
  const own = test?.projects?.flatMap((it) =>
    typeof it === "object" && "test" in it && it.test?.name === project ? it : [],
  )[0];
  if (own === undefined) throw new Error(`There is no project ${project}.`);
  return createVitest({
    root,
    config: false,
    run: true,
    watch: false,
    reporters: [{}],
    maxWorkers: 1,
    fsModuleCache: false,
    dangerouslyIgnoreUnhandledErrors: true,
    projects: [
      {
        ...own,
        plugins: [{ name: "mutants", enforce: "pre", transform: (_source, id) => codes.get(id) }],
        test: {
          ...own.test,
          runner: path.join(import.meta.dirname, "mutant-runner.ts"),
          typecheck: { enabled: false },
          // A slow machine must not make a test fail.
          testTimeout: 60_000,
        },
      },
    ],
  });
}

async function surveyTests(vitest: Vitest, filters: readonly string[]): Promise<FileSurvey[]> {
  const specifications = await vitest.globTestSpecifications([...filters]);
  const modules = await run(vitest, specifications, { task: "survey" });
  return modules.flatMap((module) => {
    if (module.state() === "failed") {
      // It may measure the code, which the mutants make longer and slower.
      console.log(`${module.relativeModuleId} fails as it is, and is left out.`);
      return [];
    }
    const tests = new Map<string, TestSurvey>();
    for (const test of module.children.allTests()) {
      const { survey } = test.meta();
      if (survey?.isRepeatable) tests.set(test.id, survey);
    }
    return {
      specification: module.toTestSpecification(),
      tests,
      reachedByLoading: new Set(module.meta().reachedByLoading),
      durationMs: module.diagnostic().duration,
      meanMs: module.diagnostic().duration / tests.size,
    };
  });
}

/** Repeats the tests of a file for every mutant that they reach. Removes those that they kill from `alive`. */
async function repeatTests(
  vitest: Vitest,
  { specification, tests }: FileSurvey,
  alive: Set<number>,
  isLate: () => boolean,
): Promise<void> {
  const waiting = new Map(
    [...tests].map(([id, { reached }]) => [id, new Set(reached.filter((it) => alive.has(it)))]),
  );
  const folder = await mkdtemp(path.join(tmpdir(), "mutants-"));
  const runawayFile = path.join(folder, "runaway");
  let suspect: { test: string; mutant: number } | undefined;
  for (let hasProgress = true; hasProgress && !isLate();) {
    hasProgress = false;
    const plan: Extract<Plan, { task: "repeat" }> = { task: "repeat", tests: {}, runawayFile };
    for (const [test, survey] of tests) {
      const mutants =
        suspect === undefined
          ? [...(waiting.get(test) ?? [])].filter((id) => alive.has(id))
          : suspect.test === test
            ? [suspect.mutant]
            : [];
      if (mutants.length > 0) plan.tests[test] = { mutants, survey };
    }
    if (Object.keys(plan.tests).length === 0) break;
    const triedAlone = suspect;
    suspect = undefined;
    for (const module of await run(vitest, [specification], plan)) {
      for (const test of module.children.allTests()) {
        const { trial } = test.meta();
        if (trial === undefined) continue;
        const judged = [...trial.killed, ...trial.survived];
        for (const id of trial.killed) alive.delete(id);
        // A mutant that was tried alone without a verdict gets none in another run either.
        if (triedAlone?.test === test.id && judged.length === 0) judged.push(triedAlone.mutant);
        else if (trial.suspect !== undefined) suspect = { test: test.id, mutant: trial.suspect };
        if (trial.isUnusable) waiting.delete(test.id);
        for (const id of judged) waiting.get(test.id)?.delete(id);
        hasProgress ||= judged.length > 0 || suspect !== undefined || trial.isUnusable === true;
      }
    }
    const runaway = await readFile(runawayFile, "utf8").catch(() => undefined);
    if (runaway === undefined) continue;
    await rm(runawayFile);
    hasProgress = alive.delete(Number(runaway));
  }
  await rm(folder, { recursive: true });
}

/**
 * Tries mutants whose code runs while modules load, such as rows of a table. Each needs a new run of the tests.
 */
async function tryFromTheStart(
  vitest: Vitest,
  surveys: readonly FileSurvey[],
  alive: Set<number>,
  isLate: () => boolean,
): Promise<void> {
  for (const survey of surveys.toSorted((a, b) => a.durationMs - b.durationMs)) {
    if (isLate()) return;
    const mutants = [...alive].filter((id) => survey.reachedByLoading.has(id));
    for (const id of await findKilled(vitest, survey, mutants)) alive.delete(id);
    logProgress(survey, alive.size);
  }
}

/**
 * Finds the mutants with which a test fails. All are active at first, then each half of them. If no test fails
 * with all of them, none counts as killed.
 */
async function findKilled(
  vitest: Vitest,
  survey: FileSurvey,
  mutants: readonly number[],
): Promise<number[]> {
  if (mutants.length === 0) return [];
  const modules = await run(vitest, [survey.specification], {
    task: "load",
    mutants: [...mutants],
  });
  // A process that crashed leaves no result, so only "passed" means that no test failed.
  if (modules.some((module) => module.state() === "passed")) return [];
  if (mutants.length === 1) return [...mutants];
  const half = Math.ceil(mutants.length / 2);
  const first = await findKilled(vitest, survey, mutants.slice(0, half));
  return [...first, ...(await findKilled(vitest, survey, mutants.slice(half)))];
}

function logProgress({ specification: { moduleId } }: FileSurvey, aliveCount: number): void {
  console.log(`${path.relative(process.cwd(), moduleId)}: ${aliveCount} mutants are left.`);
}

async function run(
  vitest: Vitest,
  specifications: readonly TestSpecification[],
  plan: Plan,
): Promise<TestModule[]> {
  for (const project of vitest.projects) project.provide("plan", plan);
  const { testModules } = await vitest.runTestSpecifications([...specifications]);
  const ids = new Set(specifications.map(({ moduleId }) => moduleId));
  return testModules.filter(({ moduleId }) => ids.has(moduleId));
}
