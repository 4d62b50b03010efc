import { z } from "zod";
import type { Failure } from "../shared/failure.ts";

const failureSchema = z.object({
  code: z.string(),
  message: z.string(),
  status: z.number().optional(),
  requestId: z.string().optional(),
  advice: z.string().optional(),
});

/** Reads the failure from an error of `useChat`: what the server reported, or that it cannot be reached. */
export function readFailure(error: Error): Failure {
  try {
    return failureSchema.parse(JSON.parse(error.message));
  } catch {
    return {
      code: "connection",
      message: "The chat's own server cannot be reached, or hung up.",
      advice: "See that `npm run chat` is still running, then retry.",
    };
  }
}
