import { createPricedFetch, jsonResponse } from "@cometapi/testing";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CometAPIClient } from "../../client.ts";
import type { JSONObject } from "../../json.ts";
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

it.each([
  "Unsupported parameter: 'temperature' is not supported with this model.",
  "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
])("a refusal of another option leaves the format alone: %s", async (message) => {
  const { ask, formats } = startClient(refusal(message), answer);
  await expect(ask()).rejects.toThrow(message);
  expect(formats()).toEqual(["json_schema"]);
});

describe("what is known to be refused changes no request that does not ask for it", () => {
  interface Case {
    model: string;
    api: ChatRequest["api"];
    message: string;
    reply: JSONObject;
    isStream?: boolean;
    refused: Partial<ChatRequest>;
    later: Partial<ChatRequest>;
    /** The fields that the later request must not have got or lost. */
    field: string;
  }

  const displayOfThoughts: Omit<Case, "later"> = {
    model: "claude-opus-4-6",
    api: "messages",
    message: "thinking.adaptive.display: Extra inputs are not permitted",
    reply: {
      type: "message",
      content: [{ type: "text", text: "Hi" }],
      stop_reason: "end_turn",
    },
    refused: { reasoningEffort: "high" },
    field: "thinking",
  };

  it.each<[string, Case]>([
    [
      "the display of thoughts, where thinking is off",
      { ...displayOfThoughts, later: { reasoningEffort: "none" } },
    ],
    [
      "the display of thoughts, where nothing is said of thinking",
      { ...displayOfThoughts, later: {} },
    ],
    [
      "a summary, where there is no effort",
      {
        model: "gpt-5.2",
        api: "responses",
        message: "Your organization must be verified to generate reasoning summaries.",
        reply: {
          status: "completed",
          output: [{ type: "message", content: [{ type: "output_text", text: "Hi" }] }],
        },
        refused: { reasoningEffort: "high" },
        later: {},
        field: "reasoning",
      },
    ],
    [
      "the usage of streams, where a whole answer is asked for",
      {
        model: "newcomer-1",
        api: "chat",
        message: "Unrecognized argument: stream_options",
        reply: { choices: [{ message: { content: "Hi" }, finish_reason: "stop" }] },
        isStream: true,
        refused: {},
        later: {},
        field: "stream_options",
      },
    ],
  ])(
    "%s",
    async (_what, { model, api, message, reply, isStream = false, refused, later, field }) => {
      const ok = () => jsonResponse(reply);
      const { fetch, sent } = createPricedFetch([refusal(message), ok, ok]);
      const client = new CometAPIClient({ apiKey: "sk-x", fetch, api, maxRetries: 0 });
      const base: ChatRequest = { model, messages: [{ role: "user", content: "Hi" }] };
      const first = await (isStream
        ? client.streamChat(base)
        : client.chat({ ...base, ...refused }));
      expect(first.warnings).not.toEqual([]);
      const { warnings } = await client.chat({ ...base, ...later });
      const fresh = createPricedFetch([ok]);
      const newcomer = new CometAPIClient({ apiKey: "sk-x", fetch: fresh.fetch, api });
      const untouched = await newcomer.chat({ ...base, ...later });
      expect(JSON.parse(String(sent[2]))[field]).toEqual(JSON.parse(String(fresh.sent[0]))[field]);
      expect(warnings).toEqual(untouched.warnings);
    },
  );
});

it("no more than 200 refusals are kept, so that made-up model ids cannot fill the memory", () => {
  const refusals = new KnownRefusals();
  for (let count = 0; count < 200; count += 1) refusals.add(`model-${count}`, "chat");
  expect(refusals.has("model-0", "chat")).toBe(true);
  refusals.add("one-more", "chat");
  expect(refusals.has("model-0", "chat")).toBe(false);
  expect(refusals.has("one-more", "chat")).toBe(true);
});
