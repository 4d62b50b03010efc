import type { z } from "zod";
import type { APIError } from "../http/api-error.ts";
import { invalidRequestError } from "../http/known-errors.ts";
import { describeForAnthropic, describeForOpenAI } from "./describe-problem.ts";
import { findProblem } from "./find-problem.ts";

/**
 * The body as its schema describes it. Throws the 400 for the first thing that is wrong, in the words of the format's
 * vendor.
 */
export function checkBody<Output>(
  schema: z.ZodType<Output>,
  body: unknown,
  vendor: "openai" | "anthropic" = "openai",
): Output {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw toProblemError(result.error, body, vendor);
}

function toProblemError(
  error: z.ZodError,
  body: unknown,
  vendor: "openai" | "anthropic",
): APIError {
  const [issue] = error.issues;
  if (issue === undefined) return invalidRequestError("invalid request body");
  const describe = vendor === "openai" ? describeForOpenAI : describeForAnthropic;
  const { message, param, code } = describe(findProblem(issue, body));
  return invalidRequestError(message, param, code);
}
