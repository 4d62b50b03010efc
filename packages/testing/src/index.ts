export { createPricedFetch } from "./create-priced-fetch.ts";
export { findSecret } from "./find-secret.ts";
export type { ExpectedAnswer, ExpectedToolCall, Fixture, FixtureAPI } from "./fixture.ts";
export { fixtures } from "./fixtures/index.ts";
export {
  createInMemoryFetch,
  type InMemoryFetch,
  type RecordedRequest,
  type ScriptedReply,
} from "./in-memory-fetch.ts";
export { readRecordings, type RecordedFormat, type Recording } from "./read-recordings.ts";
export { sampleOptions } from "./sample-options.ts";
export {
  type BodyOptions,
  type EventStreamOptions,
  fixtureResponse,
  jsonResponse,
  sseResponse,
} from "./scripted-response.ts";
export { type LocalServer, startServer } from "./start-server.ts";
