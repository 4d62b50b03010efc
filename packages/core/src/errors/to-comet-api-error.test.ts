import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { CometAPIError } from "./comet-api-error.ts";
import { classifyError, ERROR_RULES } from "./error-rules.ts";
import { toCometAPIError } from "./to-comet-api-error.ts";

const QUOTA = "You exceeded your current quota, please check your plan and billing details.";

function errorFrom(status: number, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return toCometAPIError({ status, headers, body: text, url: "https://api.cometapi.com/v1/x" });
}

describe("an error response", () => {
  it.each([
    ["an object", { error: { message: "no" } }, "no"],
    ["a text", { error: "no" }, "no"],
    ["a message alone", { message: "no" }, "no"],
    ["a detail alone", { detail: "no" }, "no"],
    ["another name for it", { msg: "no" }, "no"],
    ["an Anthropic error", { type: "error", error: { type: "api_error", message: "no" } }, "no"],
    ["a Google error", { error: { code: 400, message: "no", status: "INVALID_ARGUMENT" } }, "no"],
    ["a list of one", [{ error: { message: "no" } }], "no"],
    ["a list within", { error: [{ message: "no" }] }, "no"],
    ["plain text", "no", "no"],
    ["a page", "<html><head><title>502 Bad Gateway</title></head></html>", "502 Bad Gateway"],
    ["an upstream's own words", { error: { metadata: { raw: "no" } } }, "no"],
    ["JSON within the message", { error: { message: '{"error":{"message":"no"}}' } }, "no"],
    ["a validation error", { detail: [{ loc: ["body", "model"], msg: "no" }] }, "no"],
    ["a task error", { code: "invalid_seconds", message: "no", data: null }, "no"],
    ["an error with an id", { id: "x", message: "no" }, "no"],
    ["an error with empty data", { message: "no", data: {}, usage: {} }, "no"],
    ["a broken JSON within the message", { error: { message: "{no" } }, "{no"],
  ])("keeps the message of %s", (_shape, body, message) => {
    expect(errorFrom(400, body).message).toBe(message);
  });

  it.each([
    ["nothing", ""],
    ["blanks", "  \n"],
    ["a page without a title", "<html></html>"],
    ["an empty object", "{}"],
    ["an empty list", "[]"],
    ["a nameless error", '{"error":{}}'],
  ])("says at least the status for %s", (_shape, body) => {
    expect(errorFrom(502, body).message).toBe("CometAPI answered with status 502 and no message");
  });

  it("shortens a long text, and keeps the body apart from it", () => {
    const error = errorFrom(500, "x".repeat(100_000));
    expect(error.message).toHaveLength(501);
    expect(error.body).toHaveLength(16_384);
  });

  it("finds the request id in the message, the last one of chained gateways", () => {
    const message = "failed (request id: 2026a) (request id: 2026b)";
    expect(errorFrom(500, { error: { message } })).toMatchObject({ requestId: "2026b", message });
  });

  it("takes the request id from a header, and says it", () => {
    expect(errorFrom(500, { error: "no" }, { "x-oneapi-request-id": "r1" })).toMatchObject({
      requestId: "r1",
      message: "no (request id: r1)",
    });
  });

  it.each([
    [{ "retry-after": "3" }, 3000],
    [{ "retry-after": "0.5" }, 500],
    [{ "retry-after-ms": "120", "retry-after": "3" }, 120],
    [{ "retry-after": "soon" }, undefined],
    [{ "retry-after": "Fri, 20 Nov 1970 10:00:00 GMT" }, 0],
    [{}, undefined],
  ])("reads how long to wait from %j", (headers, milliseconds) => {
    expect(errorFrom(429, { error: "no" }, headers).retryAfterMs).toBe(milliseconds);
  });

  it("takes the status an error inside a 200 answer names", () => {
    expect(errorFrom(200, { error: { message: "no", code: 429 } })).toMatchObject({
      code: "rate-limit",
      status: 429,
    });
    expect(errorFrom(200, { error: { message: "no", status: "503" } }).status).toBe(503);
  });

  it("removes what looks like a key, whole or masked", () => {
    const body = {
      error: { message: "Incorrect API key provided: sk-abcd****wxyz or sk-12345678" },
    };
    const error = errorFrom(401, body, { "set-cookie": "session=1" });
    expect(error.message).toBe("Incorrect API key provided: [redacted] or [redacted]");
    expect(error.headers).toEqual({ "set-cookie": "[redacted]" });
    expect(inspect(error)).not.toContain("sk-");
  });
});

describe("the class of an error", () => {
  it.each([
    [401, {}, "authentication"],
    [402, {}, "insufficient-balance"],
    [403, {}, "permission"],
    [403, { code: "insufficient_user_quota" }, "insufficient-balance"],
    [403, { message: "user quota: 余额不足" }, "insufficient-balance"],
    [404, {}, "model-not-found"],
    [400, { message: "model x has not been priced by the administrator yet" }, "model-not-found"],
    [400, { message: "This model's maximum context length is 8192 tokens" }, "context-overflow"],
    [400, { message: "prompt is too long: 210000 tokens > 200000 maximum" }, "context-overflow"],
    [400, { code: "context_length_exceeded" }, "context-overflow"],
    [429, { message: "Too many tokens, please wait before trying again." }, "rate-limit"],
    [undefined, { message: "Too many tokens, please wait before trying again." }, "rate-limit"],
    [400, { message: "ThrottlingException: Rate exceeded" }, "rate-limit"],
    [429, { message: "too many tokens" }, "rate-limit"],
    [400, { message: "too many tokens" }, "context-overflow"],
    [429, { message: `${QUOTA} Please retry in 26.3s.` }, "rate-limit"],
    [429, { message: `${QUOTA} Quota: GenerateRequestsPerMinutePerProject` }, "rate-limit"],
    [429, { message: QUOTA }, "insufficient-balance"],
    [
      429,
      { message: `${QUOTA} Retry in 3 s.`, code: "insufficient_quota" },
      "insufficient-balance",
    ],
    [400, { code: "content_policy_violation" }, "content-filter"],
    [500, { code: "sensitive_words_detected" }, "content-filter"],
    [500, { code: "invalid_request" }, "invalid-request"],
    [500, { message: "field messages is required" }, "invalid-request"],
    [503, { code: "model_not_found" }, "model-not-found"],
    [418, {}, "invalid-request"],
    [507, {}, "server"],
    [undefined, { type: "authentication_error" }, "authentication"],
    [undefined, { type: "permission_error" }, "permission"],
    [undefined, { type: "invalid_request_error" }, "invalid-request"],
    [undefined, { type: "rate_limit_error" }, "rate-limit"],
    [undefined, { code: "RESOURCE_EXHAUSTED" }, "rate-limit"],
    [undefined, { type: "overloaded_error" }, "overloaded"],
    [undefined, { code: "UNAVAILABLE" }, "overloaded"],
    [undefined, {}, "server"],
  ])("of status %s with %j is %s", (status, parts, code) => {
    const nothing = {
      message: undefined,
      code: undefined,
      type: undefined,
      param: undefined,
      status: undefined,
    };
    expect(classifyError(status, { ...nothing, ...parts }).code).toBe(code);
  });

  describe("of Google's exhausted quota", () => {
    const error = { code: 429, message: QUOTA, status: "RESOURCE_EXHAUSTED" };
    const passing = { code: "rate-limit", isRetryable: true, retryAfterMs: 26_000 };

    it("is a rate limit where a header says how long to wait", () => {
      expect(errorFrom(429, { error }, { "retry-after": "26" })).toMatchObject(passing);
    });

    it("is a rate limit where its details say how long to wait", () => {
      const details = [
        { "@type": "type.googleapis.com/google.rpc.QuotaFailure" },
        { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "26s" },
      ];
      expect(errorFrom(429, { error: { ...error, details } })).toMatchObject(passing);
    });

    it("is an empty account where nothing says that waiting helps", () => {
      expect(errorFrom(429, { error })).toMatchObject({ code: "insufficient-balance" });
    });
  });

  it("is decided by at least one condition in every row", () => {
    for (const { when } of ERROR_RULES) expect(Object.keys(when)).not.toEqual([]);
  });
});

describe("a CometAPIError", () => {
  it("is known across copies of this package, and nothing else is", () => {
    const error = new CometAPIError({ code: "server", message: "no" });
    const foreign = Object.defineProperty(new Error("no"), Symbol.for("cometapi.error"), {
      value: true,
    });
    const values: unknown[] = [error, foreign, new Error("no"), null, "no"];
    expect(values.map((value) => CometAPIError.isInstance(value))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it("keeps its cause, and shows the fields worth logging as JSON", () => {
    const cause = new Error("why");
    const error = new CometAPIError({ code: "server", message: "no", status: 500, cause });
    expect(error.cause).toBe(cause);
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: "CometAPIError",
      code: "server",
      message: "no",
      isRetryable: false,
      status: 500,
    });
  });
});
