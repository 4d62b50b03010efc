import { createPricedFetch, jsonResponse } from "@cometapi/testing";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CometAPIClient } from "../../client.ts";
import type { ChatRequest, ChatResponseFormat } from "../chat-request.ts";
import { KnownRefusals } from "./known-refusals.ts";

const SCHEMA: ChatResponseFormat = { type: "json-schema", schema: { type: "object" } };
const ANY_JSON: ChatResponseFormat = { type: "json-object" };
const UNSUPPORTED =
  "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.";

const answer = (): Response =>
  jsonResponse({ choices: [{ message: { content: "{}" }, finish_reason: "stop" }] });
const refusal =
  (message = UNSUPPORTED): (() => Response) =>
  () =>
    jsonResponse({ error: { message, type: "invalid_request_error" } }, { status: 400 });

function startClient(...replies: (() => Response)[]) {
  const { fetch, sent } = createPricedFetch(replies);
  const client = new CometAPIClient({ apiKey: "sk-x", fetch, api: "chat", maxRetries: 0 });
  const ask = (request: Partial<ChatRequest> = {}) =>
    client.chat({
      model: "newcomer-1",
      messages: [{ role: "user", content: "Hi" }],
      responseFormat: SCHEMA,
      ...request,
    });
  /** The type of the format in each request that was sent. */
  const formats = (): unknown[] =>
    sent.map((body) => JSON.parse(String(body)).response_format?.type);
  return { ask, formats };
}

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => vi.useRealTimers());

describe("a response format that the model refuses", () => {
  it("is asked for in words at once from the second call on, and each answer says so", async () => {
    const { ask, formats } = startClient(refusal(), answer, answer);
    const first = await ask();
    const second = await ask();
    expect(formats()).toEqual(["json_schema", undefined, undefined]);
    expect(first.warnings).toMatchObject([{ option: "responseFormat", action: "changed" }]);
    expect(second.warnings).toEqual(first.warnings);
  });

  it("is tried again after an hour, since the server may have learned it", async () => {
    const { ask, formats } = startClient(refusal(), answer, answer);
    await ask();
    vi.advanceTimersByTime(61 * 60 * 1000);
    await ask();
    expect(formats()).toEqual(["json_schema", undefined, "json_schema"]);
  });

  it.each<[string, Partial<ChatRequest>, string]>([
    ["other models", { model: "newcomer-2" }, "json_schema"],
    ["other kinds of format", { responseFormat: ANY_JSON }, "json_object"],
    ["callers who insist on it", { responseFormat: { ...SCHEMA, strict: true } }, "json_schema"],
  ])("is still sent for %s", async (_who, request, format) => {
    const { ask, formats } = startClient(refusal(), answer, answer);
    await ask();
    await ask(request);
    expect(formats()).toEqual(["json_schema", undefined, format]);
  });

  it("is known for each kind of format alone", async () => {
    const { ask, formats } = startClient(
      refusal("This response_format type is unavailable now"),
      answer,
      answer,
    );
    await ask({ responseFormat: ANY_JSON });
    await ask({ responseFormat: ANY_JSON });
    expect(formats()).toEqual(["json_object", undefined, undefined]);
  });

  it("is not remembered where the request without it fails too", async () => {
    const { ask, formats } = startClient(refusal(), refusal("Nothing works"), answer);
    await expect(ask()).rejects.toThrow("Nothing works");
    await ask();
    expect(formats()).toEqual(["json_schema", undefined, "json_schema"]);
  });

  it.each([
    "response_format: the keyword oneOf is not supported for this model",
    "response_format is not supported together with tools by this model",
    "response_format.json_schema: additional properties are not allowed",
    "Extra inputs are not permitted, field: 'response_format.json_schema.description'",
  ])("is not remembered where another request may be taken: %s", async (message) => {
    const { ask, formats } = startClient(refusal(message), answer, answer);
    await ask();
    await ask();
    expect(formats()).toEqual(["json_schema", undefined, "json_schema"]);
  });
});

it("no more than 200 refusals are kept, so that made-up model ids cannot fill the memory", () => {
  const refusals = new KnownRefusals();
  for (let count = 0; count < 200; count += 1) refusals.add(`model-${count}`, "chat");
  expect(refusals.has("model-0", "chat")).toBe(true);
  refusals.add("one-more", "chat");
  expect(refusals.has("model-0", "chat")).toBe(false);
  expect(refusals.has("one-more", "chat")).toBe(true);
});
