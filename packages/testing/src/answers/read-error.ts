import type { AnswerError } from "./answer.ts";
import { readNumber, readText } from "./read-field.ts";

/** A failure with core's fields, or a framework's object that holds them, as the error of an answer. */
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
