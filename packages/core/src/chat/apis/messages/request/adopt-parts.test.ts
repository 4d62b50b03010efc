import { describe, expect, it } from "vitest";
import type { AssistantPart } from "../../../chat-request.ts";
import { messages } from "../messages.ts";

const adoptParts = (parts: readonly AssistantPart[]) => messages.adoptParts?.(parts);

describe("an answer that @ai-sdk/anthropic wrote", () => {
  it("keeps its thoughts, signed and redacted, and its compaction", () => {
    const signed = { anthropic: { signature: "s" } };
    const redacted = { anthropic: { redactedData: "x" } };
    const compacted = { anthropic: { type: "compaction" } };
    expect(
      adoptParts([
        { type: "reasoning", text: "Hm.", vendorOptions: signed },
        { type: "reasoning", text: "", vendorOptions: redacted },
        { type: "text", text: "All.", vendorOptions: compacted },
      ]),
    ).toMatchObject([
      { text: "Hm.", echo: { api: "messages", data: { type: "thinking", signature: "s" } } },
      { echo: { api: "messages", data: { type: "redacted_thinking", data: "x" } } },
      { type: "vendor-block", api: "messages", block: { type: "compaction", content: "All." } },
    ]);
  });

  it("stays as it is where it says nothing of its own", () => {
    const parts = [
      { type: "reasoning", text: "Hm.", vendorOptions: { google: { thoughtSignature: "s" } } },
      { type: "reasoning", text: "Hm.", vendorOptions: { anthropic: { signature: null } } },
      { type: "text", text: "9", vendorOptions: { anthropic: { cacheControl: null } } },
      { type: "tool-call", id: "c", name: "now", arguments: "{}" },
    ] as const;
    expect(adoptParts(parts)).toEqual(parts);
  });

  it("does not speak over what this client wrote", () => {
    const echo = { api: "messages", data: { type: "thinking", signature: "own" } } as const;
    const vendorOptions = { anthropic: { signature: "s" } };
    const part = { type: "reasoning", text: "Hm.", echo, vendorOptions } as const;
    expect(adoptParts([part])).toEqual([part]);
  });
});
