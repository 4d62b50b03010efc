import { expect, it } from "vitest";
import { findSupportedURLs } from "./find-supported-urls.ts";

it.each([
  ["chat", ["image/*", "video/*"]],
  ["responses", ["image/*", "application/pdf"]],
  ["messages", ["image/*", "application/pdf"]],
  ["gemini", ["*"]],
] as const)("knows what %s fetches", (api, types) => {
  expect(Object.keys(findSupportedURLs("any-model", api))).toEqual(types);
});

it("takes for auto what Chat Completions fetches too", () => {
  expect(Object.keys(findSupportedURLs("any-model", "auto"))).toEqual(["image/*", "video/*"]);
});

it("takes the API of a user's traits for auto", () => {
  const overrides = { "claude-opus-5": { api: "responses" } } as const;
  expect(Object.keys(findSupportedURLs("claude-opus-5", "auto", overrides))).toEqual(["image/*"]);
});
