import type { UIMessage } from "ai";
import { z } from "zod";
import type { Failure } from "./failure.ts";

/** What is known about an answer besides its parts. It grows with every step while tools are called. */
export const answerMetadataSchema = z.object({
  model: z.string().optional(),
  /** The text API that was used. */
  api: z.string().optional(),
  requestId: z.string().optional(),
  /** The AI SDK's finish reason. Undefined while the answer goes on, and when it was stopped. */
  finish: z.string().optional(),
  inputTokens: z.number().optional(),
  outputTokens: z.number().optional(),
  reasoningTokens: z.number().optional(),
  /** The part of its cost that is known, in USD. */
  knownUSD: z.number().optional(),
  /** Why the cost may be more than that. */
  unknownCosts: z.array(z.string()).optional(),
  /** Milliseconds until the first output of its first step. */
  firstOutputMs: z.number().optional(),
  durationMs: z.number().optional(),
  /** Which options were not sent as given, and why. */
  warnings: z.array(z.string()).optional(),
});

export type AnswerMetadata = z.infer<typeof answerMetadataSchema>;

/** A message as the page stores it. A failure is a part of the answer that it ended. */
export type ChatMessage = UIMessage<AnswerMetadata, { failure: Failure }>;
