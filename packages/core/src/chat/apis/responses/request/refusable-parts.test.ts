import { describe, expect, it } from "vitest";
import { CometAPIError } from "../../../../errors/comet-api-error.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import { withoutRefused } from "../../../call/without-refused.ts";
import { refusableParts } from "./refusable-parts.ts";

const encrypted = new CometAPIError({
  code: "invalid-request",
  status: 400,
  message:
    "The encrypted content gAAA...x could not be verified. Reason: Encrypted content could not be decrypted or parsed.",
});
const unverified = new CometAPIError({
  code: "invalid-request",
  status: 400,
  message: "Your organization must be verified to generate reasoning summaries.",
});

const request: ChatRequest = {
  model: "gpt-5.5",
  messages: [
    { role: "user", content: "Hello?" },
    {
      role: "assistant",
      content: [
        { type: "reasoning", text: "Hm.", echo: { api: "responses", data: {} } },
        { type: "reasoning", text: "Hm.", echo: { api: "messages", data: {} } },
        { type: "text", text: "Hi" },
      ],
    },
    { role: "assistant", content: "Still here." },
  ],
};

describe("a refused request is sent once more", () => {
  it("without reasoning that the account cannot read", () => {
    const relieved = withoutRefused(refusableParts, request, encrypted);
    expect(relieved?.request.messages).toEqual([
      request.messages[0],
      {
        role: "assistant",
        content: [
          { type: "reasoning", text: "Hm.", echo: { api: "messages", data: {} } },
          { type: "text", text: "Hi" },
        ],
      },
      request.messages[2],
    ]);
    expect(relieved?.warning).toMatchObject({ option: "messages", action: "dropped" });
    expect(relieved?.part.rememberAs).toBeUndefined();
  });

  it("without a summary that the account does not get", () => {
    const openai = { reasoningSummary: "auto", store: true };
    const anthropic = { effort: "low" };
    const vendorOptions = { anthropic, openai };
    const relieved = withoutRefused(refusableParts, { ...request, vendorOptions }, unverified);
    expect(relieved).toEqual({
      part: expect.objectContaining({ rememberAs: "summary" }),
      request: {
        ...request,
        reasoningSummary: "none",
        vendorOptions: { anthropic, openai: { store: true } },
      },
      warning: {
        option: "reasoningSummary",
        action: "dropped",
        message: "The server gives no summaries of its reasoning.",
      },
    });
  });

  it.each([
    ["has nothing of what was refused", { ...request, messages: [] }, encrypted],
    ["asks for no summary", { ...request, reasoningSummary: "none" }, unverified],
    ["was refused for something else", request, new Error("no")],
  ])("but not one that %s", (_what, given, error) => {
    expect(withoutRefused(refusableParts, given, error)).toBeUndefined();
  });
});
