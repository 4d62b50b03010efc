import { describe, expect, it } from "vitest";
import { redactKeyLike } from "../errors/create-redactor.ts";
import { toConnectionError } from "./to-connection-error.ts";

const request = { url: "http://127.0.0.1:9/v1/x", headers: {}, redact: redactKeyLike };

function messageFor(error: unknown): string {
  return toConnectionError(error, request).message;
}

describe("a failed connection", () => {
  it("names where it went and the innermost reason", () => {
    const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:9"), {
      code: "ECONNREFUSED",
    });
    expect(messageFor(new TypeError("fetch failed", { cause: refused }))).toBe(
      "CometAPI could not be reached at http://127.0.0.1:9: connect ECONNREFUSED 127.0.0.1:9. " +
        "Check the network and `baseURL`.",
    );
  });

  it.each([
    [Object.assign(new Error(""), { code: "ETIMEDOUT" }), "ETIMEDOUT"],
    [Object.assign(new Error("timed out"), { code: "ETIMEDOUT" }), "timed out (ETIMEDOUT)"],
    [new AggregateError([new Error("first"), new Error("second")]), "first"],
    [new AggregateError([], ""), "AggregateError"],
    ["gone", "gone"],
    [undefined, "unknown reason"],
  ])("says what it can about %s", (error, detail) => {
    expect(messageFor(error)).toContain(`: ${detail}. Check`);
  });

  it("that `fetch` refuses is the base URL's fault, and not retryable", () => {
    const refused = new TypeError("fetch failed", { cause: new Error("bad port") });
    expect(toConnectionError(refused, request)).toMatchObject({
      code: "base-url",
      isRetryable: false,
    });
  });

  it("to a server without TLS is the base URL's fault, and not retryable", () => {
    const cause = Object.assign(new Error("SSL routines:wrong version number"), {
      code: "ERR_SSL_WRONG_VERSION_NUMBER",
    });
    const url = "https://127.0.0.1:9/v1/x";
    expect(
      toConnectionError(new TypeError("fetch failed", { cause }), { ...request, url }),
    ).toMatchObject({
      code: "base-url",
      isRetryable: false,
      message:
        "https://127.0.0.1:9 does not speak TLS: its address begins with http://. Check `baseURL`.",
    });
  });

  it.each([
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "self-signed certificate in certificate chain"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "unable to verify the first certificate"],
    ["CERT_HAS_EXPIRED", "certificate has expired"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "Hostname/IP does not match certificate's altnames"],
  ])("for a certificate that proves nothing (%s) is not retryable", (code, message) => {
    const cause = Object.assign(new Error(message), { code });
    expect(toConnectionError(new TypeError("fetch failed", { cause }), request)).toMatchObject({
      code: "connection",
      isRetryable: false,
      message: expect.stringContaining("Its certificate is not trusted"),
    });
  });

  it("is retryable and holds nothing of what a custom fetch threw but its words", () => {
    const thrown = Object.assign(new Error("bad sk-123456789012"), { request: { key: "sk-1" } });
    const error = toConnectionError(thrown, { ...request, url: "relative" });
    expect(error).toMatchObject({ code: "connection", isRetryable: true });
    expect(error.message).toContain("at the base URL: bad [redacted]");
    expect(error.cause).toEqual(new Error("bad [redacted]"));
  });
});
