import { describe, expect, it } from "vitest";
import { CometAPIError } from "../../../../errors/comet-api-error.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import { withoutRefused } from "../../../call/without-refused.ts";
import { refusableParts } from "./refusable-parts.ts";

function refusal(message: string): CometAPIError {
  return new CometAPIError({ code: "invalid-request", status: 400, message });
}

const echo = { api: "messages", data: { type: "thinking", signature: "s" } } as const;
const request: ChatRequest = {
  model: "claude-opus-5",
  messages: [
    { role: "user", content: "Hi" },
    {
      role: "assistant",
      content: [
        { type: "reasoning", text: "Hm", echo },
        { type: "text", text: "Hello" },
      ],
    },
    { role: "user", content: "Go on" },
  ],
  reasoningEffort: "low",
};

describe("a request that was refused goes out once more", () => {
  it.each([
    "messages.1.content.0: Invalid `signature` in `thinking` block",
    "messages.1.content.0: Invalid `data` in `redacted_thinking` block",
    "messages.1: `thinking` blocks in the latest assistant message cannot be modified.",
  ])("without thoughts of another account: %s", (message) => {
    const relieved = withoutRefused(refusableParts, request, refusal(message));
    expect(relieved?.part.rememberAs).toBeUndefined();
    expect(relieved?.request.messages[1]).toEqual({
      role: "assistant",
      content: [{ type: "text", text: "Hello" }],
    });
    expect(relieved?.warning).toEqual({
      option: "messages",
      action: "dropped",
      message: expect.stringContaining("The reasoning of earlier answers was left out"),
    });
    if (relieved === undefined) return;
    expect(withoutRefused(refusableParts, relieved.request, refusal(message))).toBeUndefined();
  });

  it("without the wish to see its thoughts, where a channel does not know it", () => {
    const error = refusal("thinking.adaptive.display: Extra inputs are not permitted");
    const vendorOptions = { anthropic: { effort: "low" }, openai: { user: "u" } };
    const asked = { ...request, vendorOptions, reasoningSummary: "auto" };
    const relieved = withoutRefused(refusableParts, asked, error);
    expect(relieved).toEqual({
      part: expect.objectContaining({ rememberAs: "display" }),
      request: {
        ...request,
        vendorOptions: {
          anthropic: { effort: "low", thinking: { type: "adaptive" } },
          openai: { user: "u" },
        },
      },
      warning: {
        option: "reasoningSummary",
        action: "dropped",
        message: "The server does not let the caller say how much of the reasoning is shown.",
      },
    });
    if (relieved === undefined) return;
    expect(withoutRefused(refusableParts, relieved.request, error)).toBeUndefined();
  });

  it("with its number of tokens to think with, where it hides its thoughts", () => {
    const error = refusal("thinking.enabled.display: Extra inputs are not permitted");
    const asked = { ...request, reasoningBudget: 4000, reasoningSummary: "none" };
    const relieved = withoutRefused(refusableParts, asked, error);
    expect(relieved?.request.vendorOptions?.["anthropic"]).toEqual({
      thinking: { type: "enabled", budgetTokens: 4000 },
    });
  });

  it("not for anything else", () => {
    expect(
      withoutRefused(refusableParts, request, refusal("max_tokens: too large")),
    ).toBeUndefined();
    const overloaded = new CometAPIError({
      code: "overloaded",
      status: 529,
      message: "Invalid `signature` in `thinking` block",
    });
    expect(withoutRefused(refusableParts, request, overloaded)).toBeUndefined();
  });
});
