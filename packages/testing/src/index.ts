export { findSecret } from "./find-secret.ts";
export type { ExpectedAnswer, ExpectedToolCall, Fixture } from "./fixture.ts";
export { fixtures } from "./fixtures/index.ts";
