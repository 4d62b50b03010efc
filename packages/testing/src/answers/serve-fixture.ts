import type { Fixture, FixtureAPI } from "../fixture.ts";
import { type BodyOptions, fixtureResponse } from "../scripted-response.ts";

/** Where each API is asked. */
export const apiPaths: Record<FixtureAPI, RegExp> = {
  chat: /^\/v1\/chat\/completions$/,
  responses: /^\/v1\/responses$/,
  messages: /^\/v1\/messages$/,
  gemini: /^\/v1beta\/models\/[^/]+:(stream)?generateContent$/i,
};

/** A `fetch` that answers with a fixture, where the fixture's API is asked and nowhere else. */
export function serveFixture(
  fixture: Fixture,
  options?: BodyOptions,
): (input: string | URL | Request) => Promise<Response> {
  const path = apiPaths[fixture.api ?? "chat"];
  return async (input) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    if (path.test(pathname)) return fixtureResponse(fixture, options);
    throw new Error(`${fixture.name} is no answer of ${pathname}.`);
  };
}
