import { afterEach, describe, expect, it, vi } from "vitest";
import { resolveBaseURL } from "./resolve-base-url.ts";

afterEach(() => vi.unstubAllEnvs());

it("takes no time over a path of very many slashes", () => {
  const startedAtMs = performance.now();
  resolveBaseURL(`https://proxy.example${"/".repeat(100_000)}x`);
  expect(performance.now() - startedAtMs).toBeLessThan(500);
});

describe("the base URL", () => {
  it.each([
    ["https://api.cometapi.com", "https://api.cometapi.com"],
    ["https://api.cometapi.com/", "https://api.cometapi.com"],
    ["https://api.cometapi.com/v1", "https://api.cometapi.com"],
    ["https://api.cometapi.com/v1/", "https://api.cometapi.com"],
    ["https://api.cometapi.com/v1/chat/completions", "https://api.cometapi.com"],
    ["https://api.cometapi.com/v1beta/models", "https://api.cometapi.com"],
    ["https://api.cometapi.com/v1/messages", "https://api.cometapi.com"],
    ["https://proxy.example/comet/v1", "https://proxy.example/comet"],
    ["https://proxy.example/comet//v1//", "https://proxy.example/comet"],
    ["api.cometapi.com", "https://api.cometapi.com"],
    ["  http://127.0.0.1:4141/v1  ", "http://127.0.0.1:4141"],
    ["localhost:4141", "http://localhost:4141"],
  ])("%j is the root %s", (given, root) => {
    expect(resolveBaseURL(given)).toBe(root);
  });

  it("comes from the environment when it is not given, the documented name first", () => {
    vi.stubEnv("COMETAPI_API_BASE", "https://b.example");
    expect(resolveBaseURL(undefined)).toBe("https://b.example");
    vi.stubEnv("COMETAPI_BASE_URL", "https://a.example/v1");
    expect(resolveBaseURL("  ")).toBe("https://a.example");
    expect(resolveBaseURL("https://c.example")).toBe("https://c.example");
  });

  it("is CometAPI's own when nobody says anything else", () => {
    vi.stubEnv("COMETAPI_BASE_URL", " ");
    vi.stubEnv("COMETAPI_API_BASE", "");
    expect(resolveBaseURL(undefined)).toBe("https://api.cometapi.com");
  });

  it.each([
    ["https://user:secret@api.cometapi.com", "user name or password"],
    ["https://api.cometapi.com?key=secret", "query"],
    ["https://api.cometapi.com/?", "query"],
    ["https://api.cometapi.com#secret", "fragment"],
    ["https://api.cometapi.com/#", "fragment"],
    ["ftp://api.cometapi.com", "https:// or http://"],
    ["http://", "is not a URL"],
    ["not a url", "is not a URL"],
  ])("%j is refused, and not repeated", (given, reason) => {
    expect(() => resolveBaseURL(given)).toThrow(reason);
    expect(() => resolveBaseURL(given)).toThrow(/`baseURL` or COMETAPI_BASE_URL/);
    expect(() => resolveBaseURL(given)).not.toThrow(/secret/);
  });
});
