import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { redactKeyLike } from "../errors/create-redactor.ts";
import { toConnectionError } from "./to-connection-error.ts";

const request = { url: "http://127.0.0.1:9/v1/x", headers: {}, redact: redactKeyLike };

function messageFor(error: unknown): string {
  return toConnectionError(error, request).message;
}

const PROXY_VARIABLES = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];

beforeEach(() => {
  for (const name of [...PROXY_VARIABLES, "NODE_USE_ENV_PROXY"]) vi.stubEnv(name, "");
});
afterEach(() => vi.unstubAllEnvs());

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

  it("names the certificates of the system, which a company's proxy needs", () => {
    const cause = Object.assign(new Error("self-signed"), { code: "SELF_SIGNED_CERT_IN_CHAIN" });
    expect(messageFor(new TypeError("fetch failed", { cause }))).toContain(
      "`NODE_EXTRA_CA_CERTS` or `NODE_USE_SYSTEM_CA=1`",
    );
  });

  it.each(["ENOTFOUND", "EAI_AGAIN"])("to a name that nobody knows (%s) says so", (code) => {
    const cause = Object.assign(new Error(`getaddrinfo ${code} api.cometapi.com`), { code });
    expect(toConnectionError(new TypeError("fetch failed", { cause }), request)).toMatchObject({
      code: "connection",
      isRetryable: true,
      message: expect.stringMatching(/The name was not found\. Check `baseURL`, DNS and /),
    });
  });

  it.each([
    ["https://api.cometapi.com/v1/x", "HTTPS_PROXY"],
    ["https://api.cometapi.com/v1/x", "https_proxy"],
    ["http://gateway.example/v1/x", "HTTP_PROXY"],
  ])("to %s says of a proxy in %s how Node uses it", (url, variable) => {
    vi.stubEnv(variable, "http://user:secret@proxy.example:8080");
    const failure = new Error("getaddrinfo ENOTFOUND api.cometapi.com");
    const { message } = toConnectionError(failure, { ...request, url });
    expect(message).toMatch(
      new RegExp(
        `\`${variable}\` names a proxy: Node uses it only with \`NODE_USE_ENV_PROXY=1\`\\.$`,
      ),
    );
    expect(message).not.toContain("secret");
  });

  it("says that it went through a proxy, which may be what was not reached", () => {
    vi.stubEnv("HTTPS_PROXY", "http://127.0.0.1:9");
    vi.stubEnv("NODE_USE_ENV_PROXY", "1");
    const url = "https://api.cometapi.com/v1/x";
    const { message } = toConnectionError(new Error("connect ECONNREFUSED"), { ...request, url });
    expect(message).toMatch(/It went through the proxy that `HTTPS_PROXY` names\.$/);
  });

  it("to this computer has nothing to do with a proxy", () => {
    vi.stubEnv("HTTP_PROXY", "http://proxy.example:8080");
    expect(messageFor(new Error("connect ECONNREFUSED 127.0.0.1:9"))).not.toContain("proxy");
  });

  it.each([
    ["Proxy response (407) !== 200 when HTTP Tunneling", "UND_ERR_ABORTED"],
    ["Proxy Authentication Required (407)", "UND_ERR_INVALID_ARG"],
  ])("through a proxy that wants a password is not retryable (%s)", (message, code) => {
    const cause = Object.assign(new Error(message), { code });
    expect(toConnectionError(new TypeError("fetch failed", { cause }), request)).toMatchObject({
      code: "connection",
      isRetryable: false,
      message: expect.stringContaining("The proxy wants a user and a password in its address."),
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
