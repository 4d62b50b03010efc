import { expect, it } from "vitest";
import { CometAPIError } from "./comet-api-error.ts";

it("a log shows what a person needs to find the request, and neither headers nor body", () => {
  const error = new CometAPIError({
    code: "rate-limit",
    message: "Slow down.",
    isRetryable: true,
    status: 429,
    requestId: "req-1",
    vendorCode: "rate_limit_exceeded",
    type: "requests",
    param: "model",
    retryAfterMs: 1500,
    url: "https://api.cometapi.com/v1/chat/completions",
    headers: { "x-request-id": "req-1" },
    body: "{}",
  });
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: "CometAPIError",
    code: "rate-limit",
    message: "Slow down.",
    isRetryable: true,
    status: 429,
    requestId: "req-1",
    vendorCode: "rate_limit_exceeded",
    type: "requests",
    param: "model",
    retryAfterMs: 1500,
    url: "https://api.cometapi.com/v1/chat/completions",
  });
});

it("an error of another copy of this package is one, and the mark of it is in no log", () => {
  const error = new CometAPIError({ code: "server", message: "Broken." });
  expect(CometAPIError.isInstance(error)).toBe(true);
  expect(CometAPIError.isInstance(new Error("Broken."))).toBe(false);
  expect(CometAPIError.isInstance(undefined)).toBe(false);
  expect(Reflect.get(error, Symbol.for("cometapi.error"))).toBe(true);
  expect(Object.getOwnPropertySymbols(Object.assign({}, error))).toEqual([]);
});
