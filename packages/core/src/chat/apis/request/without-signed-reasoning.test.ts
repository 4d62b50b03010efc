import { expect, it } from "vitest";
import type { ChatRequest } from "../../chat-request.ts";
import { withoutSignedReasoning } from "./without-signed-reasoning.ts";

const signedBy = (api: "messages" | "responses") =>
  ({ type: "reasoning", text: "Hm", echo: { api, data: { signature: "s" } } }) as const;
const text = { type: "text", text: "Hi" } as const;

it("leaves out the reasoning that an API signed, says so, and keeps all else of a request", () => {
  const rest = { model: "m", temperature: 0.5 };
  const user = { role: "user", content: [text] } as const;
  const other = signedBy("responses");
  const request: ChatRequest = {
    ...rest,
    messages: [user, { role: "assistant", content: [signedBy("messages"), other, text] }],
  };
  expect(withoutSignedReasoning(request, "messages")).toEqual({
    request: { ...rest, messages: [user, { role: "assistant", content: [other, text] }] },
    warning: {
      option: "messages",
      action: "dropped",
      message: expect.stringContaining("reasoning of earlier answers was left out"),
    },
  });
});

it("has nothing to leave out where another API signed, or nobody", () => {
  const content = [signedBy("responses"), text];
  const messages = [
    { role: "assistant", content } as const,
    { role: "assistant", content: "Hi" } as const,
  ];
  expect(withoutSignedReasoning({ model: "m", messages }, "messages")).toBeUndefined();
});
