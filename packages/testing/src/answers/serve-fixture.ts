import type { Fixture, FixtureAPI } from "../fixture.ts";
import { type BodyOptions, fixtureResponse } from "../scripted-response.ts";

/** The path of each API, and the member of its requests that holds the conversation. */
const apis: Record<FixtureAPI, { path: RegExp; conversation: string }> = {
  chat: { path: /^\/v1\/chat\/completions$/, conversation: "messages" },
  responses: { path: /^\/v1\/responses$/, conversation: "input" },
  messages: { path: /^\/v1\/messages$/, conversation: "messages" },
  gemini: {
    path: /^\/v1beta\/models\/[^/]+:(stream)?generateContent$/i,
    conversation: "contents",
  },
};

/** A `fetch` that answers with a fixture, and the conversations that it was sent. */
export interface ServedFixture {
  fetch: (input: string | URL | Request, init: RequestInit) => Promise<Response>;
  /** One for each request: its messages, items or contents. */
  conversations: unknown[];
}

/** A `fetch` that answers every request to the fixture's API with the fixture. Requests to other APIs fail. */
export function serveFixture(fixture: Fixture, options?: BodyOptions): ServedFixture {
  const { path, conversation } = apis[fixture.api ?? "chat"];
  const conversations: unknown[] = [];
  return {
    conversations,
    fetch: async (input, { body }) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      if (!path.test(pathname)) throw new Error(`${fixture.name} is no answer of ${pathname}.`);
      if (typeof body !== "string") throw new Error(`${pathname} wants a body of JSON.`);
      conversations.push(JSON.parse(body)[conversation]);
      return fixtureResponse(fixture, options);
    },
  };
}
