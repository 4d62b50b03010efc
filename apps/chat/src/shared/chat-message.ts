import type { UIMessage } from "ai";
import { z } from "zod";
import type { Failure } from "./failure.ts";

/** What is known about an answer besides its parts. Grows step by step while tools are called. */
export const answerMetadataSchema = z.object({
  model: z.string().optional(),
  /** The text API that carried it. */
  api: z.string().optional(),
  requestId: z.string().optional(),
  /** Why it ended, in the AI SDK's words. Undefined while it goes on, and when it was left. */
  finish: z.string().optional(),
  inputTokens: z.number().optional(),
  outputTokens: z.number().optional(),
  reasoningTokens: z.number().optional(),
  /** What is known of its cost in USD. */
  knownUSD: z.number().optional(),
  /** Why the cost may be more than that. */
  unknownCosts: z.array(z.string()).optional(),
  /** Milliseconds to the first output of its first step. */
  firstOutputMs: z.number().optional(),
  durationMs: z.number().optional(),
  /** What was not sent as it was asked for, and why. */
  warnings: z.array(z.string()).optional(),
});

export type AnswerMetadata = z.infer<typeof answerMetadataSchema>;

/** A message as the page keeps it: a failure is a part of the answer that it ended. */
export type ChatMessage = UIMessage<AnswerMetadata, { failure: Failure }>;
