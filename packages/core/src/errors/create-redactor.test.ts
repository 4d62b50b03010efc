import { describe, expect, it } from "vitest";
import { createRedactor } from "./create-redactor.ts";

const key = "sk-AbCd0123456789==";

describe("a redactor", () => {
  it.each([
    ["the key", key],
    ["the key without its prefix, as new-api names it", key.slice(3)],
    ["the key in an address", encodeURIComponent(key)],
    ["the rest of the key in an address", encodeURIComponent(key.slice(3))],
    ["the key in base64", btoa(key)],
    ["the rest of the key in base64", btoa(key.slice(3))],
  ])("removes %s", (_what, text) => {
    expect(createRedactor([key])(`token ${text} is wrong`)).toBe("token [redacted] is wrong");
  });

  it("leaves a short rest of a key alone, which may be a word", () => {
    expect(createRedactor(["sk-test"])("a test with sk-test")).toBe("a test with [redacted]");
  });

  it("removes what follows the prefix of other keys, whole or masked", () => {
    expect(createRedactor([key])("sk-other0123 and sk-ab***yz")).toBe("[redacted] and [redacted]");
  });
});
