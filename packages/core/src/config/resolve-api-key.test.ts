import { afterEach, describe, expect, it, vi } from "vitest";
import { resolveApiKey } from "./resolve-api-key.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe("the key", () => {
  it("is the setting, trimmed, before the environment", async () => {
    vi.stubEnv("COMETAPI_KEY", "from-environment");
    expect(await resolveApiKey("  given ")).toBe("given");
    expect(await resolveApiKey(Promise.resolve("promised"))).toBe("promised");
    expect(await resolveApiKey(() => "made")).toBe("made");
    expect(await resolveApiKey(async () => "fetched")).toBe("fetched");
  });

  it("comes from the first of the three names that is not blank", async () => {
    vi.stubEnv("COMET_API_KEY", "third");
    expect(await resolveApiKey(undefined)).toBe("third");
    vi.stubEnv("COMETAPI_API_KEY", "second");
    expect(await resolveApiKey("")).toBe("second");
    vi.stubEnv("COMETAPI_KEY", "first");
    expect(await resolveApiKey(() => undefined)).toBe("first");
    vi.stubEnv("COMETAPI_KEY", "   ");
    expect(await resolveApiKey(undefined)).toBe("second");
  });

  it("is never OpenAI's", async () => {
    vi.stubEnv("OPENAI_API_KEY", "sk-openai");
    await expect(resolveApiKey(undefined)).rejects.toMatchObject({ code: "missing-api-key" });
  });

  it("is looked for nowhere in a runtime without an environment", async () => {
    vi.stubGlobal("process", undefined);
    await expect(resolveApiKey(undefined)).rejects.toMatchObject({ code: "missing-api-key" });
  });

  it.each(["sk a", "sk-\nx", "schlüssel"])("%j is refused without being repeated", async (key) => {
    const error: unknown = await resolveApiKey(key).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "invalid-argument" });
    expect(String(error)).not.toContain(key);
  });
});
