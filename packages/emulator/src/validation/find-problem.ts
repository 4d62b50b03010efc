import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/** What is wrong with one value of a body. */
export type Problem = ProblemKind & {
  /** Where the value is. */
  path: readonly PropertyKey[];
  value: unknown;
};

type ProblemKind =
  | { kind: "missing" }
  | { kind: "wrong-type"; expected: readonly string[] }
  /** `tag` names the property that says which form an object has. */
  | { kind: "wrong-choice"; choices: readonly string[]; tag?: string }
  | { kind: "out-of-bounds"; bound: number; isAbove: boolean; measured: "value" | "length" }
  | { kind: "other"; reason: string };

/** What an issue of a schema says about the body it was found in. */
export function findProblem(issue: Issue, body: unknown): Problem {
  const deepest = findDeepestIssue(issue, []);
  const value = readPath(body, deepest.path);
  return { ...classify(deepest.issue, value), path: deepest.path, value };
}

function classify(issue: Issue, value: unknown): ProblemKind {
  if (value === undefined && issue.code !== "too_small") return { kind: "missing" };
  switch (issue.code) {
    case "invalid_type": {
      return { kind: "wrong-type", expected: [issue.expected] };
    }
    case "invalid_value": {
      return { kind: "wrong-choice", choices: issue.values.map(String) };
    }
    case "invalid_union": {
      if (issue.discriminator !== undefined) {
        const choices = "options" in issue ? (issue.options ?? []).map(String) : [];
        return { kind: "wrong-choice", choices, tag: issue.discriminator };
      }
      const expected = issue.errors.flatMap(([error]) =>
        error?.code === "invalid_type" ? [error.expected] : [],
      );
      return { kind: "wrong-type", expected: [...new Set<string>(expected)] };
    }
    case "too_big":
    case "too_small": {
      const isAbove = issue.code === "too_big";
      const bound = Number(issue.code === "too_big" ? issue.maximum : issue.minimum);
      const measured = issue.origin === "string" || issue.origin === "array" ? "length" : "value";
      return { kind: "out-of-bounds", bound, isAbove, measured };
    }
    default: {
      return { kind: "other", reason: issue.message };
    }
  }
}

/** A union reports an issue for each branch. The caller most likely meant the branch whose issue is deepest. */
function findDeepestIssue(
  issue: Issue,
  base: readonly PropertyKey[],
): { issue: Issue; path: readonly PropertyKey[] } {
  const path = [...base, ...issue.path];
  if (issue.code !== "invalid_union") return { issue, path };
  const branches = issue.errors.flatMap(([first]) =>
    first === undefined ? [] : [findDeepestIssue(first, path)],
  );
  // At the same depth, a branch of the right type is preferred.
  const nearest = branches
    .filter((branch) => branch.path.length > path.length || branch.issue.code !== "invalid_type")
    .toSorted((left, right) => right.path.length - left.path.length)[0];
  return nearest ?? { issue, path };
}

function readPath(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (node, step) =>
      typeof node === "object" && node !== null ? Reflect.get(node, step) : undefined,
    body,
  );
}
