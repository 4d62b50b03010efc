import { expect, it } from "vitest";
import { findEmbeddingTokenLimit } from "./find-embedding-token-limit.ts";

it.each([
  ["text-embedding-3-small", 8191],
  ["cometapi/text-embedding-3-large", 8191],
  ["text-embedding-ada-002", 8191],
  ["text-embedding-v4", undefined],
])("%s reads %s tokens of a text", (model, limit) => {
  expect(findEmbeddingTokenLimit(model)).toBe(limit);
});
