import { expect } from "vitest";
import type { ExpectedAnswer } from "../fixture.ts";
import { type Answer, type AnswerError, type AnswerToolCall, createAnswer } from "./answer.ts";
import type { Loss } from "./losses.ts";

/** What a fixture states as a whole answer. What it does not state is not there. */
export function fillAnswer({ toolCalls = [], error, ...rest }: ExpectedAnswer): Answer {
  return createAnswer({
    ...rest,
    toolCalls: toolCalls.map(({ id, isComplete = true, echo, ...call }) => ({
      id,
      name: call.name,
      arguments: call.arguments,
      isComplete,
      echo,
    })),
    error: error && { message: "", ...error },
  });
}

/** What is left of an answer after these losses, for `toEqual`. */
export function toExpectation(expected: ExpectedAnswer, losses: readonly Loss[]): unknown {
  const answer = fillAnswer(expected);
  for (const { becomes } of losses) Object.assign(answer, becomes(answer));
  const { toolCalls, error } = answer;
  return {
    ...answer,
    toolCalls: toolCalls.map(withAnyId),
    error: error && withAnyDetails(error),
  };
}

/** A fixture states what is remarkable about an error. */
function withAnyDetails({ message, ...details }: AnswerError): unknown {
  return expect.objectContaining({ ...details, message: expect.stringContaining(message) });
}

/** Where the vendor sent no usable id, one is made up. */
function withAnyId(call: AnswerToolCall): unknown {
  return { ...call, id: call.id ?? expect.stringMatching(/./) };
}
