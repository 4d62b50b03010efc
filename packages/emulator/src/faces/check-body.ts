import type { z } from "zod";
import { invalidRequestError } from "../http/known-errors.ts";

type Issue = z.core.$ZodIssue;

/** The body as its schema describes it. Throws the 400 that names the first wrong field. */
export function checkBody<Output>(schema: z.ZodType<Output>, body: unknown): Output {
  const result = schema.safeParse(body, { reportInput: false });
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  if (issue === undefined) throw invalidRequestError("invalid request body");
  const { path, message } = findDeepestIssue(issue, []);
  const field = formatPath(path);
  throw invalidRequestError(
    field === "" ? message : `Invalid value for '${field}': ${message}`,
    field,
    "invalid_value",
  );
}

/** A union reports an issue for each branch; the one that got furthest is the one the caller meant. */
function findDeepestIssue(
  issue: Issue,
  base: readonly PropertyKey[],
): { path: readonly PropertyKey[]; message: string } {
  const path = [...base, ...issue.path];
  if (issue.code !== "invalid_union") return { path, message: issue.message };
  const branches = issue.errors.flatMap((errors) =>
    errors[0] === undefined ? [] : [findDeepestIssue(errors[0], path)],
  );
  const deepest = branches.toSorted((left, right) => right.path.length - left.path.length)[0];
  return deepest === undefined || deepest.path.length <= path.length
    ? { path, message: issue.message }
    : deepest;
}

/** `messages[0].content`, as OpenAI writes it. */
function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" ? String(step) : `${text}.${String(step)}`;
  }, "");
}
