import { afterEach, describe, expect, it, vi } from "vitest";
import { resolveApiKey } from "./resolve-api-key.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

function failureOf(setting: string | undefined): unknown {
  try {
    return resolveApiKey(setting);
  } catch (error) {
    return error;
  }
}

describe("the key", () => {
  it("is the setting, trimmed, before the environment", () => {
    vi.stubEnv("COMETAPI_KEY", "from-environment");
    expect(resolveApiKey("  given ")).toEqual({ apiKey: "given", apiKeySource: "apiKey" });
  });

  it("comes from the first of the three names that is not blank", () => {
    vi.stubEnv("COMET_API_KEY", "third");
    expect(resolveApiKey(undefined)).toEqual({ apiKey: "third", apiKeySource: "COMET_API_KEY" });
    vi.stubEnv("COMETAPI_API_KEY", "second");
    expect(resolveApiKey("").apiKey).toBe("second");
    vi.stubEnv("COMETAPI_KEY", "first");
    expect(resolveApiKey(undefined).apiKey).toBe("first");
    vi.stubEnv("COMETAPI_KEY", "   ");
    expect(resolveApiKey(undefined).apiKey).toBe("second");
  });

  it.each(["Bearer sk-one", "bearer  sk-one", " Bearer sk-one "])(
    "is read out of a header's value that was copied whole: %j",
    (value) => {
      expect(resolveApiKey(value).apiKey).toBe("sk-one");
      vi.stubEnv("COMETAPI_KEY", value);
      expect(resolveApiKey(undefined).apiKey).toBe("sk-one");
    },
  );

  it("is never OpenAI's", () => {
    vi.stubEnv("OPENAI_API_KEY", "sk-openai");
    expect(failureOf(undefined)).toMatchObject({ code: "missing-api-key" });
  });

  it("that is missing is an error that names the setting, the page and the emulator", () => {
    const message = /`apiKey`.*COMETAPI_KEY.*console\/token.*`npx @cometapi\/emulator`/;
    expect(failureOf(undefined)).toHaveProperty("message", expect.stringMatching(message));
  });

  it("is looked for nowhere in a runtime without an environment", () => {
    vi.stubGlobal("process", undefined);
    expect(failureOf(undefined)).toMatchObject({ code: "missing-api-key" });
  });

  it.each(["sk a", "sk-\nx", "schlüssel"])("%j is refused without being repeated", (key) => {
    const error = failureOf(key);
    expect(error).toMatchObject({ code: "invalid-argument" });
    expect(String(error)).not.toContain(key);
  });
});
