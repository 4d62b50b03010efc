import { useEmulator } from "@cometapi/testing/emulated";
import { describe, expect, it } from "vitest";
import { CometAPIClient } from "../../../client.ts";
import { CometAPIError } from "../../../errors/comet-api-error.ts";
import { withoutRefused } from "../../call/without-refused.ts";
import type { ChatRequest } from "../../chat-request.ts";
import { missingJSONWord } from "./missing-json-word.ts";

const emulator = useEmulator();
const request: ChatRequest = {
  model: "gpt-5",
  messages: [{ role: "user", content: "Name a city" }],
  responseFormat: { type: "json-object" },
};
const refusal = new CometAPIError({
  code: "invalid-request",
  status: 400,
  message: "Prompt must contain the word 'json' in some form to use 'response_format'.",
});
const relieve = (given: ChatRequest) => withoutRefused([missingJSONWord], given, refusal);

describe("a JSON object that is asked for without the word JSON", () => {
  it.each(["chat", "responses"] as const)("is answered on %s, with a warning", async (api) => {
    const client = new CometAPIClient({ apiKey: "sk-emulated", baseURL: emulator.url });
    const { warnings, events } = await client.chat({ ...request, api });
    const message = expect.stringContaining("only if a message says JSON");
    expect(warnings).toEqual([{ option: "responseFormat", action: "changed", message }]);
    expect(events).toContainEqual(expect.objectContaining({ type: "finish", reason: "stop" }));
  });

  it("keeps its format, and has the word in an instruction", () => {
    expect(relieve(request)?.request).toEqual({
      ...request,
      messages: [{ role: "system", content: expect.stringContaining("JSON") }, ...request.messages],
    });
  });

  it("has the word in a conversation that is only an instruction, where no message is given", () => {
    expect(relieve({ ...request, messages: [] })?.request.messages).toEqual([
      { role: "system", content: expect.stringContaining("JSON") },
    ]);
  });

  it("is not changed twice", () => {
    const once = relieve(request)?.request ?? request;
    expect(relieve(once)).toBeUndefined();
  });

  it("is none where another format is asked for", () => {
    expect(relieve({ ...request, responseFormat: undefined })).toBeUndefined();
    const schema = { type: "json-schema", schema: {} } as const;
    expect(relieve({ ...request, responseFormat: schema })).toBeUndefined();
  });
});
