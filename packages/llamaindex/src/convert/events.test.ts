import { createInMemoryFetch, jsonResponse } from "@cometapi/testing";
import { expect, it } from "vitest";
import { cometapi, type CometAPIMessageOptions } from "../index.ts";

/** The options of the message that a whole answer becomes. */
async function ask(
  message: object,
  { settings = {}, rest = {} }: { settings?: object; rest?: object } = {},
): Promise<CometAPIMessageOptions | undefined> {
  const choice = { index: 0, message: { role: "assistant", ...message }, finish_reason: "stop" };
  const { fetch } = createInMemoryFetch([jsonResponse({ choices: [choice], ...rest })]);
  const llm = cometapi({
    apiKey: "sk-any-key-1",
    model: "gpt-5-mini",
    api: "chat",
    fetch,
    ...settings,
  });
  const answer = await llm.chat({ messages: [{ role: "user", content: "Hi" }] });
  return answer.message.options;
}

it("tells which options could not be sent", async () => {
  const options = await ask({ content: "4" }, { settings: { temperature: 0.5 } });
  expect(options?.warnings).toMatchObject([{ option: "temperature", action: "dropped" }]);
  expect(await ask({ content: "4" })).not.toHaveProperty("warnings");
});

it("names the model that was asked where the answer names none", async () => {
  expect((await ask({ content: "4" }))?.model).toBe("gpt-5-mini");
  const rest = { id: "1", model: "gpt-5-mini-2025-08-07" };
  expect((await ask({ content: "4" }, { rest }))?.model).toBe("gpt-5-mini-2025-08-07");
});
