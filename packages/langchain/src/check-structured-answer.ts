import { findJSONAnswers } from "@cometapi/core";
import type { AIMessageChunk } from "@langchain/core/messages";
import { OutputParserException } from "@langchain/core/output_parsers";
import { readText } from "./read-field.ts";

/**
 * Finds out whether an answer can hold structured output at all; a parser would only say that there is
 * nothing to parse, or give `undefined`.
 *
 * @param toolName The tool that must have been called, where the output is in a call.
 * @throws {OutputParserException} with what the model said instead: its refusal, or its text where the
 * call is missing.
 */
export function checkStructuredAnswer(answer: AIMessageChunk, toolName?: string): void {
  if (answer.tool_calls?.some(({ name }) => name === toolName) === true) return;
  const refusal = readText(answer.additional_kwargs, "refusal");
  if (refusal !== undefined) {
    throw new OutputParserException(`The model refused to answer: ${refusal}`, refusal);
  }
  if (toolName === undefined) return;
  const { text } = answer;
  // The answer is there, if not in a call.
  if (findJSONAnswers(text).some((value) => typeof value === "object" && value !== null)) return;
  throw new OutputParserException(
    `The model answered without calling "${toolName}": ${text}`,
    text,
  );
}
