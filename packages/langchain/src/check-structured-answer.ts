import { findJSONAnswers } from "@cometapi/core";
import type { AIMessageChunk } from "@langchain/core/messages";
import { OutputParserException } from "@langchain/core/output_parsers";
import { readText } from "./read-field.ts";

/**
 * Checks that an answer can hold structured output. LangChain's parsers would only report that there is
 * nothing to parse, or return `undefined`.
 *
 * @param toolName The tool whose call holds the output. Undefined if the output is text.
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
  // The answer is in the text in place of a call.
  if (findJSONAnswers(text).some((value) => typeof value === "object" && value !== null)) return;
  throw new OutputParserException(
    `The model answered without calling "${toolName}": ${text}`,
    text,
  );
}
