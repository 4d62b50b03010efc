import { describe, expect, it } from "vitest";
import { resolveValue } from "./resolve-value.ts";

const wait = { option: "apiKey", timeoutMs: 5000, signal: undefined };
const never = () => new Promise<string>(() => {});

describe("a setting", () => {
  it("is a value, a promise of one, or a function that gives either", async () => {
    expect(await resolveValue("given", "apiKey", wait)).toBe("given");
    expect(await resolveValue(Promise.resolve("promised"), "apiKey", wait)).toBe("promised");
    expect(await resolveValue(() => "made", "apiKey", wait)).toBe("made");
    expect(await resolveValue(async () => "fetched", "apiKey", wait)).toBe("fetched");
  });

  it("that never comes is not waited for beyond the timeout, and the error names it", async () => {
    await expect(resolveValue(never, "apiKey", { ...wait, timeoutMs: 5 })).rejects.toMatchObject({
      code: "timeout",
      message: expect.stringContaining("`apiKey` gave no value within 5 ms"),
    });
  });

  it("is not waited for once the caller has aborted, before the wait or within it", async () => {
    const signal = AbortSignal.abort("enough");
    await expect(resolveValue(never, "apiKey", { ...wait, signal })).rejects.toBe("enough");
    const controller = new AbortController();
    const value = resolveValue(never, "apiKey", { ...wait, signal: controller.signal });
    controller.abort("left");
    await expect(value).rejects.toBe("left");
  });
});
