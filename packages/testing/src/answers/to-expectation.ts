import { expect } from "vitest";
import type { ExpectedAnswer } from "../fixture.ts";
import { type Answer, type AnswerError, type AnswerToolCall, createAnswer } from "./answer.ts";
import type { Loss } from "./losses.ts";

/** The answer that a fixture expects, with every field. What the fixture does not state must be absent. */
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

/** What `toEqual` must find in a framework: the fixture's answer after these losses. */
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

/** A fixture states only the interesting fields of an error; the others may be anything. */
function withAnyDetails({ message, ...details }: AnswerError): unknown {
  return expect.objectContaining({ ...details, message: expect.stringContaining(message) });
}

/** Where the vendor sent no usable id, core makes one up. */
function withAnyId(call: AnswerToolCall): unknown {
  return { ...call, id: call.id ?? expect.stringMatching(/./) };
}
