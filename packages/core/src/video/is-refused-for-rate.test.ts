import { expect, it } from "vitest";
import { CometAPIError } from "../errors/comet-api-error.ts";
import { isRefusedForRate } from "./is-refused-for-rate.ts";

it.each([
  [new CometAPIError({ code: "rate-limit", message: "Slow down.", status: 429 }), true],
  [new CometAPIError({ code: "server", message: "Down.", status: 503 }), false],
  [new Error("Lost."), false],
])("knows that a start was refused before it began: %s", (error, expected) => {
  expect(isRefusedForRate(error)).toBe(expected);
});
