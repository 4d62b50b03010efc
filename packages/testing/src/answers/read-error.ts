import type { AnswerError } from "./answer.ts";
import { readNumber, readText } from "./read-field.ts";

/**
 * Reads the error of an answer from what was thrown: core's error, or a framework's object with the same
 * fields.
 */
export function readError(error: unknown): AnswerError {
  const code = readText(error, "code");
  const message = readText(error, "message");
  if (code === undefined || message === undefined) throw error;
  return {
    code,
    message,
    status: readNumber(error, "status"),
    requestId: readText(error, "requestId"),
    vendorCode: readText(error, "vendorCode"),
    type: readText(error, "type"),
    param: readText(error, "param"),
    body: readText(error, "body"),
  };
}
