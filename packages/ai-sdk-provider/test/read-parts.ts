import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { expect } from "vitest";
import { findOrderViolations } from "./find-order-violations.ts";

/** All parts of a stream. Their order is checked. */
export async function readParts(
  stream: ReadableStream<LanguageModelV4StreamPart>,
): Promise<LanguageModelV4StreamPart[]> {
  const parts: LanguageModelV4StreamPart[] = [];
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
  }
  expect(findOrderViolations(parts)).toEqual([]);
  return parts;
}
