// The test runner that vitest uses while mutants are tried. It repeats a test in the same process for every
// mutant whose code the test reaches. That takes milliseconds; a new process for each takes a second.
import { writeFileSync } from "node:fs";
import { inject, type RunnerTestCase, type RunnerTestSuite, TestRunner } from "vitest";

/** What a process has to do with the tests of its file. */
export type Plan =
  /** Find out which mutants each test reaches, and which are reached while modules load. */
  | { task: "survey" }
  /** Try these mutants, by test. Tests that are not named are skipped. */
  | {
      task: "repeat";
      tests: Record<string, { mutants: number[]; survey: TestSurvey }>;
      /** The file that gets the id of a mutant with an endless loop. Such a loop stops only with the process. */
      runawayFile: string;
    }
  /** Run the tests once, with mutants that are active from the beginning. */
  | { task: "load"; mutants: number[] };

export interface TestSurvey {
  reached: number[];
  /**
   * How often a mutant's code was reached. A mutant that reaches its code many times more often is in an
   * endless loop.
   */
  hits: number;
  durationMs: number;
  /** Whether it passes twice in one process. */
  isRepeatable: boolean;
}

export interface TestTrial {
  killed: number[];
  survived: number[];
  /**
   * The test failed with this mutant, and failed again without one. Either the mutant or an earlier one may be
   * the cause.
   */
  suspect?: number;
  /** Whether the test failed without a mutant, before any was tried. */
  isUnusable?: boolean;
}

declare module "vitest" {
  interface ProvidedContext {
    plan: Plan;
  }
  interface TaskMeta {
    survey?: TestSurvey;
    trial?: TestTrial;
    reachedByLoading?: number[];
  }
}

declare global {
  var isMutant: ((id: number) => boolean) | undefined;
}

// Copies, because tests may replace these functions.
const { setTimeout, clearTimeout, setImmediate } = globalThis;
const now = performance.now.bind(performance);

const MOST_HITS_OF_A_FILE = 100_000_000;

export default class MutantRunner extends TestRunner {
  readonly #plan = inject("plan");
  readonly #reachedByLoading = new Set<number>();
  #attempt = new Attempt();
  #firstAttempt = new Attempt();
  readonly #killed = new Set<number>();
  #queue: number[] = [];
  #needsControl = true;
  /** A mutant with which the test failed. It counts as killed if the test then passes without a mutant. */
  #suspect: number | undefined;
  #hasTriedAny = false;
  /**
   * Whether tests fail because an earlier mutant left something behind. The other mutants then need a new
   * process.
   */
  #isSpoiled = false;

  constructor(config: ConstructorParameters<typeof TestRunner>[0]) {
    super(config);
    const plan = this.#plan;
    if (plan.task === "load") this.#attempt = new Attempt(plan.mutants, MOST_HITS_OF_A_FILE);
    globalThis.isMutant = (id) => {
      if (this.#attempt.isRunaway) this.#kill();
      return this.#attempt.isMutant(id);
    };
    if (plan.task === "survey") this.#attempt.reached = this.#reachedByLoading;
    process.on("unhandledRejection", () => (this.#attempt.hasFailed = true));
  }

  override async onBeforeRunTask(test: RunnerTestCase): Promise<void> {
    await super.onBeforeRunTask(test);
    const plan = this.#plan;
    if (plan.task === "survey") test.repeats = 1;
    if (plan.task !== "repeat" || test.mode === "skip") return;
    const mutants = this.#isSpoiled ? undefined : plan.tests[test.id]?.mutants;
    if (mutants === undefined) {
      test.mode = "skip";
      return;
    }
    this.#queue = mutants.filter((mutant) => !this.#killed.has(mutant));
    this.#needsControl = true;
    test.meta.trial = { killed: [], survived: [] };
    // First comes a run without a mutant, and after each mutant another one may be needed.
    test.repeats = 2 * this.#queue.length;
  }

  override onBeforeTryTask(
    test: RunnerTestCase,
    options: { retry: number; repeats: number },
  ): void {
    super.onBeforeTryTask(test, options);
    const plan = this.#plan;
    if (plan.task === "load") return;
    this.#attempt = new Attempt();
    if (plan.task === "survey") return;
    const mutant = this.#needsControl || this.#isSpoiled ? undefined : this.#queue.shift();
    const hits = plan.tests[test.id]?.survey.hits ?? 0;
    this.#attempt = new Attempt(mutant === undefined ? [] : [mutant], 20 * hits + 10_000);
  }

  async runTask(test: RunnerTestCase): Promise<void> {
    const run = TestRunner.getTestFn(test);
    const plan = this.#plan;
    if (plan.task !== "repeat") return run();
    if (this.#isSpoiled || (!this.#needsControl && this.#attempt.mutants.size === 0)) return;
    const longestMs = 3000 + 10 * (plan.tests[test.id]?.survey.durationMs ?? 0);
    const { promise, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(reject, longestMs, new Error("It takes too long."));
    try {
      await Promise.race([run(), promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  override async onAfterRetryTask(
    test: RunnerTestCase,
    options: { retry: number; repeats: number },
  ): Promise<void> {
    await super.onAfterRetryTask(test, options);
    const plan = this.#plan;
    if (plan.task === "load") return;
    // Node reports unhandled rejections before it calls this.
    await new Promise((resolve) => setImmediate(resolve));
    const attempt = this.#attempt;
    this.#attempt = new Attempt();
    const isFailed = test.result?.state === "fail" || attempt.hasFailed;
    if (plan.task === "repeat") {
      this.#judge(attempt, isFailed, test.meta.trial ?? { killed: [], survived: [] });
    } else {
      this.#attempt.reached = this.#reachedByLoading;
      if (options.repeats === 0) {
        this.#firstAttempt = attempt;
        return;
      }
      test.meta.survey = this.#survey(this.#firstAttempt, attempt, isFailed);
    }
    if (test.result?.state !== "fail") return;
    test.result.state = "pass";
    delete test.result.errors;
  }

  /** Ends the process, because in an endless loop no timer runs. */
  #kill(): void {
    const [mutant] = this.#attempt.mutants;
    if (this.#plan.task === "repeat") writeFileSync(this.#plan.runawayFile, String(mutant));
    process.kill(process.pid, "SIGKILL");
  }

  #survey(first: Attempt, second: Attempt, isFailed: boolean): TestSurvey {
    // Code that is reached only in the first attempt belongs to a module that the test loads.
    for (const id of first.reached) if (!second.reached.has(id)) this.#reachedByLoading.add(id);
    return {
      reached: [...second.reached],
      hits: second.hits,
      durationMs: now() - second.startedAtMs,
      isRepeatable: !isFailed,
    };
  }

  #judge(attempt: Attempt, isFailed: boolean, trial: TestTrial): void {
    if (this.#isSpoiled) return;
    const [mutant] = attempt.mutants;
    if (mutant !== undefined) {
      if (isFailed) {
        this.#suspect = mutant;
        this.#needsControl = true;
      } else {
        trial.survived.push(mutant);
        this.#hasTriedAny = true;
      }
      return;
    }
    if (!this.#needsControl) return;
    this.#needsControl = false;
    const suspect = this.#suspect;
    this.#suspect = undefined;
    if (suspect === undefined) {
      trial.isUnusable = isFailed && !this.#hasTriedAny;
    } else if (!isFailed || !this.#hasTriedAny) {
      trial.killed.push(suspect);
      this.#killed.add(suspect);
    } else {
      trial.suspect = suspect;
    }
    this.#hasTriedAny ||= suspect !== undefined;
    this.#isSpoiled = isFailed;
  }

  override async onAfterRunSuite(suite: RunnerTestSuite): Promise<void> {
    if ("filepath" in suite) suite.meta.reachedByLoading = [...this.#reachedByLoading];
    await super.onAfterRunSuite(suite);
  }
}

/** One run of a test. */
class Attempt {
  readonly startedAtMs = now();
  readonly mutants: ReadonlySet<number>;
  readonly #mostHits: number;
  reached = new Set<number>();
  hits = 0;
  hasFailed = false;

  constructor(mutants: readonly number[] = [], mostHits = Number.POSITIVE_INFINITY) {
    this.mutants = new Set(mutants);
    this.#mostHits = mostHits;
  }

  /** Whether the code still runs after it was told many times to stop. */
  get isRunaway(): boolean {
    return this.hits > 2 * this.#mostHits;
  }

  isMutant(id: number): boolean {
    this.hits += 1;
    if (this.hits > this.#mostHits) throw new Error("This loop does not end.");
    this.reached.add(id);
    return this.mutants.has(id);
  }
}
