import { inspect } from "node:util";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CometAPIError } from "./comet-api-error.ts";
import { createRedactor } from "./create-redactor.ts";
import { normalizeErrorBody } from "./normalize-error-body.ts";
import { toCometAPIError } from "./to-comet-api-error.ts";

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
    [
      "JSON between words",
      { message: 'HTTP 400: {"error":{"message":"no"}} (x)' },
      "HTTP 400: no (x)",
    ],
    ["two packings", { message: '{"error":"{\\"message\\":\\"no\\"}"}' }, "no"],
    ["a list of texts", { error: ["no", "never"] }, "no; never"],
    ["a list of errors", { errors: [{ code: 7003, message: "no" }] }, "no"],
    ["errors by field", { errors: { prompt: ["no"], size: ["never"] } }, "prompt: no; size: never"],
    [
      "a title and errors by field",
      { title: "Bad", status: 400, errors: { n: ["no"] } },
      "Bad: n: no",
    ],
    [
      "Mistral's findings",
      { object: "error", message: { detail: [{ loc: ["body", "x"], msg: "no" }] } },
      "no",
    ],
    ["capital letters", { Code: "InvalidParameter", Message: "no" }, "no"],
    [
      "MiniMax's status",
      { base_resp: { status_code: 1008, status_msg: "no" }, choices: null },
      "no",
    ],
    ["Baidu's status", { error_code: 336003, error_msg: "no", id: "as-1" }, "no"],
    ["Spark's header", { header: { code: 10013, message: "no" } }, "no"],
    [
      "a failed response",
      { type: "response.failed", response: { error: { message: "no" } } },
      "no",
    ],
    ["AWS", { __type: "ThrottlingException", message: "no" }, "no"],
    ["OAuth", { error: "invalid_token", error_description: "no" }, "invalid_token: no"],
    ["a problem report", { type: "about:blank", title: "Bad", status: 400, detail: "no" }, "no"],
    [
      "a name and a sentence",
      { status: 500, error: "Bad Request", message: "no" },
      "Bad Request: no",
    ],
    [
      "an upstream error beside it",
      { error: { message: "refused", upstream_error: { message: "no" } } },
      "refused: no",
    ],
    [
      "details beside it",
      { error: "400 Bad Request", details: { error: { message: "no" } } },
      "400 Bad Request: no",
    ],
    [
      "OpenRouter's wrapping",
      {
        error: {
          message: "Provider returned error",
          metadata: { raw: '{"error":{"message":"no"}}' },
        },
      },
      "Provider returned error: no",
    ],
    ["the same words twice", { error: { message: "no, never" }, message: "never" }, "no, never"],
    [
      "Google's details",
      { error: { message: "no", details: [{ "@type": "x", message: "never" }] } },
      "no",
    ],
    ["a JSON text", '"no"', "no"],
    ["an event", 'event: error\ndata: {"error":{"message":"no"}}\n\n', "no"],
    ["XML", "<?xml version='1.0'?><Error><Code>X</Code><Message>no</Message></Error>", "no"],
    ["a page without a title", "<html><style>p{}</style><body><p>no</p></body></html>", "no"],
    ["Cloudflare's words", "error code: 522", "error code: 522"],
  ])("keeps the message of %s", (_shape, body, message) => {
    expect(errorFrom(400, body).message).toBe(message);
  });

  it.each([
    ['{"reason":{"why":42}}', 'CometAPI answered with status 502: {"reason":{"why":42}}'],
    ["[1,2]", "CometAPI answered with status 502: [1,2]"],
    ['{"error":{"mess', 'CometAPI answered with status 502: {"error":{"mess'],
    [`{"a":"${"x".repeat(600)}"}`, `CometAPI answered with status 502: {"a":"${"x".repeat(494)}…`],
  ])("quotes a body of no known shape: %s", (body, message) => {
    expect(errorFrom(502, body)).toMatchObject({ message, body });
  });

  it.each([
    ["nothing", ""],
    ["blanks", "  \n"],
    ["a page without a word", "<html></html>"],
    ["an empty object", "{}"],
    ["an empty list", "[]"],
    ["a nameless error", '{"error":{}}'],
    ["an error of blanks", '{"error":{"message":"","code":null,"param":""}}'],
  ])("says at least the status for %s", (_shape, body) => {
    expect(errorFrom(502, body).message).toBe("CometAPI answered with status 502 and no message");
  });

  it("shortens a long text, and keeps the body apart from it", () => {
    const error = errorFrom(500, "x".repeat(100_000));
    expect(error.message).toHaveLength(2001);
    expect(error.body).toHaveLength(16_384);
  });

  it("finds the request id in the message, the last one of chained gateways", () => {
    const message = "failed (request id: 2026a) (request id: 2026b)";
    expect(errorFrom(500, { error: { message } })).toMatchObject({ requestId: "2026b", message });
  });

  it("names CometAPI's own id and keeps the one of the vendor's gateway in the message", () => {
    const headers = { "x-request-id": "vendor", "x-oneapi-request-id": "own" };
    expect(errorFrom(500, { error: "failed (request id: inner)" }, headers)).toMatchObject({
      requestId: "own",
      message: "failed (request id: inner) (request id: own)",
    });
  });

  it.each([
    [{ "x-request-id": "vendor" }, "no (request id: own)", "own"],
    [{ "x-request-id": "vendor" }, "no", "vendor"],
    [{ "request-id": "vendor" }, "no", "vendor"],
    [{ "x-oneapi-request-id": "" }, "no", "body"],
  ])("looks for the request id in %j, in %j, in the body", (headers, error, requestId) => {
    expect(errorFrom(500, { error, request_id: "body" }, headers).requestId).toBe(requestId);
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
    [{ "retry-after": "Fri, 20 Nov 1970 10:00:00 GMT" }, undefined],
    [{ "retry-after": "5, 5" }, 5000],
    [{ "retry-after": "-1" }, undefined],
    [{ "retry-after": "0" }, undefined],
    [{ "retry-after-ms": "0", "retry-after": "3" }, 3000],
    [{}, undefined],
  ])("reads how long to wait from %j", (headers, milliseconds) => {
    expect(errorFrom(429, { error: "no" }, headers).retryAfterMs).toBe(milliseconds);
  });

  it.each([
    [
      {
        error: {
          message: "no",
          code: "unsupported_value",
          type: "invalid_request_error",
          param: "n",
        },
      },
      { vendorCode: "unsupported_value", type: "invalid_request_error", param: "n" },
    ],
    [
      { error: { message: "no", code: 1210, type: "", param: null } },
      { vendorCode: "1210", type: undefined, param: undefined },
    ],
    [
      {
        error: {
          message: "no",
          type: "upstream_error",
          code: "bad_response_status_code",
          upstream_error: { message: "never", code: "1301", param: "messages" },
        },
      },
      { vendorCode: "1301", type: "upstream_error", param: "messages" },
    ],
    [
      {
        error: {
          type: "upstream_error",
          code: "bad_response_status_code",
          message: '{"error":{"message":"no","type":"rate_limit_error"}}',
        },
      },
      { vendorCode: "bad_response_status_code", type: "rate_limit_error" },
    ],
    [
      { detail: [{ type: "missing", loc: ["body", "messages", 0], msg: "no" }] },
      { type: "missing", param: "messages.0" },
    ],
    [
      { error: { code: 400, message: "no", status: "INVALID_ARGUMENT" } },
      { vendorCode: "INVALID_ARGUMENT" },
    ],
    [{ error: "invalid_token", error_description: "no" }, { vendorCode: "invalid_token" }],
  ])("keeps the vendor's details of %j", (body, details) => {
    expect(errorFrom(400, body)).toMatchObject(details);
  });

  it.each([
    [{ error: { message: "no", type: "overloaded_error" } }, 503],
    [{ error: { message: "no", type: "rate_limit_error" } }, 429],
    [{ error: { message: "no", code: "insufficient_user_quota" } }, 402],
    [{ error: { message: "no", code: "context_length_exceeded" } }, 400],
    [{ base_resp: { status_code: 1026, status_msg: "input new_sensitive" } }, 400],
    [{ error: "no" }, 500],
  ])("inside a 200 answer has the status its code means: %j", (body, status) => {
    expect(errorFrom(200, body).status).toBe(status);
  });

  it("of a key that is not taken says what that may mean", () => {
    const body = { error: { message: "Invalid token (request id: r1)", code: "" } };
    expect(errorFrom(401, body)).toMatchObject({
      code: "authentication",
      requestId: "r1",
      message:
        "Invalid token (request id: r1). The key is unknown, disabled, expired or used up: " +
        "CometAPI answers the same for all four.",
    });
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

describe("a body that wears its reader out", () => {
  const size = 300_000;
  it.each([
    ["context window ", "a complaint without its end"],
    ["exceeded your current quota ", "another"],
    ["model model ", "another"],
    ["violates ", "another"],
    ["(request id: ", "ids without an end"],
    ["<title", "tags without an end"],
    ["<script ", "scripts without an end"],
    ["sk-", "beginnings of keys"],
    ["{", "objects without an end"],
    ['"request_id" ', "names without a value"],
  ])("of %j is read in no time (%s)", (piece) => {
    const text = piece.repeat(size / piece.length);
    const startedAtMs = performance.now();
    errorFrom(500, text);
    errorFrom(500, { error: { message: text } });
    errorFrom(500, `<${text}`);
    expect(performance.now() - startedAtMs).toBeLessThan(1000);
  });

  it.each([
    ["lists", (depth: number) => "[".repeat(depth) + "]".repeat(depth)],
    ["errors", (depth: number) => '{"error":'.repeat(depth) + '"no"' + "}".repeat(depth)],
    ["messages", (depth: number) => '{"message":'.repeat(depth) + '"no"' + "}".repeat(depth)],
  ])("by %s 100,000 deep is quoted", (_kind, nest) => {
    const error = errorFrom(500, nest(100_000));
    expect(CometAPIError.isInstance(error)).toBe(true);
    expect(error.message).toContain("CometAPI answered with status 500");
  });

  it("leaves no half of a key at the end of what is kept", () => {
    const key = "a-key-that-looks-like-nothing-known";
    for (let start = 16_340; start < 16_390; start += 1) {
      const body = `${"x".repeat(start)}${key}`;
      const redact = createRedactor([key]);
      const error = toCometAPIError({ status: 500, headers: {}, body, redact });
      expect(error.body).not.toContain(key.slice(0, 10));
    }
  });
});

describe("normalizeErrorBody", () => {
  it.each([
    [{ id: "1", choices: [], usage: {} }],
    [{ data: [], message: "fine" }],
    [{ choices: [{}], error: {} }],
    [{ choices: [{}], error: { code: "", message: null } }],
    [{ choices: [{}], errors: [], error: null }],
    [{ choices: [{}], base_resp: { status_code: 0, status_msg: "" } }],
    [{ file: { id: 1 }, base_resp: { status_code: 0, status_msg: "success" } }],
    [{ header: { code: 0, message: "Success" }, payload: {} }],
    [{ type: "message_start", message: { id: "m", content: [], model: "x" } }],
    [{ type: "response.created", response: { error: null, output: [] } }],
    [{ model: "x", message: { role: "assistant", content: "hi" }, done: false }],
    [{ title: "A page", description: "about something" }],
    ["text"],
    [null],
  ])("finds no error in %j", (body) => {
    expect(normalizeErrorBody(body)).toBeUndefined();
  });

  it.each([
    [{ id: "1", choices: [{}], error: { message: "no" } }],
    [{ id: "1", choices: null, base_resp: { status_code: 2013, status_msg: "no" } }],
    [{ data: null, code: "fail_to_fetch_task", message: "no" }],
    [{ success: false, data: {} }],
    [{ data: {}, errors: ["no"] }],
    [{ error: {} }],
  ])("finds one in %j", (body) => {
    expect(normalizeErrorBody(body)).toBeDefined();
  });

  it("never throws, and says something in words or nothing", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.boolean(), (body, canBeAnswer) => {
        const description = normalizeErrorBody(body, { canBeAnswer });
        expect(["string", "undefined"]).toContain(typeof description?.message);
      }),
    );
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
