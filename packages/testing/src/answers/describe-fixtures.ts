import { describe, expect, it } from "vitest";
import type { Fixture, FixtureAPI } from "../fixture.ts";
import { fixtures } from "../fixtures/index.ts";
import type { Answer } from "./answer.ts";
import type { Loss } from "./losses.ts";
import { readList } from "./read-field.ts";
import { serveFixture } from "./serve-fixture.ts";
import { fillAnswer, toExpectation } from "./to-expectation.ts";

/** One way in which a framework, or core itself, is asked for an answer. */
export interface AnswerReader {
  /** The way in words, for the report: "the AI SDK, streamed". */
  name: string;
  /** Whether it asks for a stream: it is tried on fixtures of that kind. */
  isStream: boolean;
  /** The APIs it can be asked to use: it is tried on their fixtures. */
  apis: readonly FixtureAPI[];
  /** What the framework has no place for. */
  losses: readonly Loss[];
  /** Asks, and puts into one answer what its caller gets. A failure is part of it, not thrown. */
  read: (call: FixtureCall) => Promise<Answer>;
  /**
   * Asks `conversation.question`, keeps the answer as this framework's users do, as JSON, and asks again
   * with it before `conversation.toolResult` for each of its calls, else before
   * `conversation.nextQuestion`.
   */
  goOn?: (call: FixtureCall) => Promise<void>;
}

/** What is said around the answer of a fixture. */
export const conversation = { question: "Hello?", toolResult: "Done.", nextQuestion: "Go on." };

/** How to ask for the answer of a fixture. */
export interface FixtureCall {
  api: FixtureAPI;
  fetch: (input: string | URL | Request, init: RequestInit) => Promise<Response>;
}

/**
 * Compares what each reader gets of each fixture with what the fixture states: everything that was in
 * it, nothing that was not, and the same when it comes byte by byte.
 */
export function describeFixtures(readers: readonly AnswerReader[]): void {
  for (const reader of readers) describe(reader.name, () => describeReader(reader));
}

function describeReader({ isStream, apis, losses, read, goOn }: AnswerReader): void {
  const tried = fixtures.filter(
    ({ api = "chat", stream = true }) => stream === isStream && apis.includes(api),
  );

  it.each(tried.map((fixture) => [fixture.name, fixture] as const))("%s", async (_, fixture) => {
    const answer = await read(callOf(fixture));
    expect(answer).toEqual(toExpectation(fixture.expected, losses));
    // Between single bytes every line, escape and character is cut.
    const size = fixture.body.length > 100_000 ? 65_521 : 1;
    expect(withoutIds(await read(callOf(fixture, size)))).toEqual(withoutIds(answer));
  });

  const returned = goOn === undefined ? [] : tried.filter(({ goesBack }) => goesBack !== undefined);
  it.each(returned.map((fixture) => [fixture.name, fixture] as const))(
    "sends back %s",
    async (_, fixture) => {
      const { fetch, conversations } = serveFixture(fixture);
      await goOn?.({ api: fixture.api ?? "chat", fetch });
      const { goesBack = [] } = fixture;
      // After the question; what follows is the results of its calls, or the next question.
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

/** Ids that had to be made up differ from call to call. */
function withoutIds(answer: Answer): Answer {
  return {
    ...answer,
    toolCalls: answer.toolCalls.map((call) => Object.assign({}, call, { id: undefined })),
  };
}
