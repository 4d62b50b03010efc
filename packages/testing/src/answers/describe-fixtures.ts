import { describe, expect, it } from "vitest";
import type { Fixture, FixtureAPI } from "../fixture.ts";
import { fixtures } from "../fixtures/index.ts";
import type { Answer } from "./answer.ts";
import type { Loss } from "./losses.ts";
import { readList } from "./read-field.ts";
import { serveFixture } from "./serve-fixture.ts";
import { fillAnswer, toExpectation } from "./to-expectation.ts";

/** One way to ask a framework, or core itself, for an answer. */
export interface AnswerReader {
  /** Name for the test report, e.g. "the AI SDK, streamed". */
  name: string;
  /** Whether it asks for a stream. It is only tried on fixtures of that kind. */
  isStream: boolean;
  /** The APIs it can use. It is only tried on their fixtures. */
  apis: readonly FixtureAPI[];
  /** What the framework has no place for, or reports otherwise. */
  losses: readonly Loss[];
  /**
   * Asks, and collects what the caller gets into one answer. A failure is part of the answer and is not thrown.
   */
  read: (call: FixtureCall) => Promise<Answer>;
  /**
   * Has a conversation of two turns: asks `conversation.question`, stores the answer as JSON as users of the
   * framework do, reads it again, and sends it back with `conversation.toolResult` for each of its calls, or
   * with `conversation.nextQuestion` if it has none.
   */
  sendBack?: (call: FixtureCall) => Promise<void>;
}

/** What the caller says before and after the answer of a fixture. */
export const conversation = { question: "Hello?", toolResult: "Done.", nextQuestion: "Go on." };

/** How to ask for the answer of a fixture. */
export interface FixtureCall {
  api: FixtureAPI;
  fetch: (input: string | URL | Request, init: RequestInit) => Promise<Response>;
}

/**
 * Compares what each reader gets from each fixture with what the fixture states: all of it, nothing else, and
 * the same when the bytes arrive one by one.
 */
export function describeFixtures(readers: readonly AnswerReader[]): void {
  for (const reader of readers) describe(reader.name, () => describeReader(reader));
}

function describeReader({ isStream, apis, losses, read, sendBack }: AnswerReader): void {
  const tried = fixtures.filter(
    ({ api = "chat", stream = true }) => stream === isStream && apis.includes(api),
  );

  it.each(tried.map((fixture) => [fixture.name, fixture] as const))("%s", async (_, fixture) => {
    const answer = await read(callOf(fixture));
    expect(answer).toEqual(toExpectation(fixture.expected, losses));
    // Split into single bytes, every line, escape sequence and character is cut somewhere.
    const size = fixture.body.length > 100_000 ? 65_521 : 1;
    expect(withoutIds(await read(callOf(fixture, size)))).toEqual(withoutIds(answer));
  });

  const returned =
    sendBack === undefined ? [] : tried.filter(({ goesBack }) => goesBack !== undefined);
  it.each(returned.map((fixture) => [fixture.name, fixture] as const))(
    "sends back %s",
    async (_, fixture) => {
      const { fetch, conversations } = serveFixture(fixture);
      await sendBack?.({ api: fixture.api ?? "chat", fetch });
      const { goesBack = [] } = fixture;
      // The question comes first. After the answer come the results of its calls, or the next question.
      const [, ...later] = readList(conversations, "1");
      expect(later.slice(0, goesBack.length)).toEqual(goesBack);
      expect(later.length).toBeGreaterThan(goesBack.length);
    },
  );

  it.each(losses.map((loss) => [loss.reason, loss] as const))("loses: %s", (_, { becomes }) => {
    const touched = tried.filter(({ expected }) => {
      const answer = fillAnswer(expected);
      return JSON.stringify({ ...answer, ...becomes(answer) }) !== JSON.stringify(answer);
    });
    expect(touched.length, "number of fixtures that show it").toBeGreaterThan(0);
  });
}

function callOf(fixture: Fixture, splitEvery?: number): FixtureCall {
  const { fetch } = serveFixture(fixture, splitEvery === undefined ? {} : { splitEvery });
  return { api: fixture.api ?? "chat", fetch };
}

/** Ids that core makes up differ from call to call. */
function withoutIds(answer: Answer): Answer {
  return {
    ...answer,
    toolCalls: answer.toolCalls.map((call) => Object.assign({}, call, { id: undefined })),
  };
}
