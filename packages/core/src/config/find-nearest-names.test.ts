import { expect, it } from "vitest";
import { findNearestNames } from "./find-nearest-names.ts";

const known = ["apiKey", "baseURL", "headers", "maxTokens", "model", "stop", "topP"];

it.each([
  ["APIKey", ["apiKey"]],
  ["api-key", ["apiKey"]],
  ["modle", ["model"]],
  ["modl", ["model"]],
  ["header", ["headers"]],
  ["maxTokns", ["maxTokens"]],
  ["stopSequences", ["stop"]],
  ["defaultHeaders", ["headers"]],
  ["modelName", ["model"]],
  ["top", ["stop", "topP"]],
  ["constructor", []],
  ["", []],
])("%s is near to %j", (name, nearest) => {
  expect(findNearestNames(name, known)).toEqual(nearest);
});

it("finds nothing where nothing is known", () => {
  expect(findNearestNames("apiKey", [])).toEqual([]);
});
