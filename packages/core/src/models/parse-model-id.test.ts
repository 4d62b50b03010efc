import { describe, expect, it } from "vitest";
import { parseModelId } from "./parse-model-id.ts";

describe("parseModelId", () => {
  it("removes the service prefix that LiteLLM users write", () => {
    expect(parseModelId("cometapi/gpt-5")).toBe("gpt-5");
    expect(parseModelId("CometAPI/gpt-5")).toBe("gpt-5");
  });

  it("keeps every other id as it is, also one it has never seen", () => {
    for (const id of ["gpt-5", "anthropic/claude-opus-4.1", "cometapi-auto", "Ünseen:model/7"]) {
      expect(parseModelId(id)).toBe(id);
    }
  });

  it("trims what was pasted with blanks around it", () => {
    expect(parseModelId("  cometapi/ gpt-5\n")).toBe("gpt-5");
  });

  it.each(["", "   ", "cometapi/", " cometapi/  "])("refuses the blank id %j", (id) => {
    expect(() => parseModelId(id)).toThrow(
      expect.objectContaining({
        code: "invalid-argument",
        message: expect.stringMatching(/`model`/),
      }),
    );
  });

  it("refuses what is no text, as untyped callers pass it", () => {
    // @ts-expect-error a caller without types
    expect(() => parseModelId(undefined)).toThrow(/model id is missing/);
  });
});
