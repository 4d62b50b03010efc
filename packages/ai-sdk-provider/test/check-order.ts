import type { LanguageModelV4, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { wrapLanguageModel } from "ai";
import { findOrderViolations } from "./find-order-violations.ts";

type Part = LanguageModelV4StreamPart;

/** The model with a check of each of its streams: one that breaks the V4 contract fails. */
export function checkOrder(model: LanguageModelV4): LanguageModelV4 {
  return wrapLanguageModel({
    model,
    middleware: {
      specificationVersion: "v4",
      wrapStream: async ({ doStream }) => {
        const { stream, ...rest } = await doStream();
        return { ...rest, stream: stream.pipeThrough(createChecker()) };
      },
    },
  });
}

function createChecker(): TransformStream<Part, Part> {
  const parts: Part[] = [];
  return new TransformStream({
    transform(part, controller) {
      parts.push(part);
      controller.enqueue(part);
    },
    flush() {
      const violations = findOrderViolations(parts);
      if (violations.length > 0) throw new Error(`Out of order: ${violations.join("; ")}`);
    },
  });
}
