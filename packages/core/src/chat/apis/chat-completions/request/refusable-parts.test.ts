import { describe, expect, it } from "vitest";
import { CometAPIError } from "../../../../errors/comet-api-error.ts";
import type { ChatRequest, ChatResponseFormat } from "../../../chat-request.ts";
import { withoutRefused } from "../../../call/without-refused.ts";
import { refusableParts } from "./refusable-parts.ts";

const responseFormat = {
  type: "json-schema",
  schema: { type: "object", properties: { city: { type: "string" } } },
} as const;
const request: ChatRequest = {
  model: "newcomer-1",
  messages: [{ role: "user", content: "Where is it?" }],
  responseFormat,
};

function refusal(message: string, status = 400): CometAPIError {
  return new CometAPIError({ code: "invalid-request", status, message });
}

it("a stream goes without its usage where the server refuses to report it", () => {
  const error = refusal("Unrecognized argument: stream_options");
  const relieved = withoutRefused(refusableParts, request, error);
  expect(relieved).toEqual({
    part: expect.objectContaining({ rememberAs: "usage" }),
    request: { ...request, includeUsage: false },
    warning: {
      option: "includeUsage",
      action: "dropped",
      message: "The server refuses `stream_options`, so this stream may not report its usage.",
    },
  });
  expect(relieved && withoutRefused(refusableParts, relieved.request, error)).toBeUndefined();
});

describe("images in an earlier answer that the server refuses", () => {
  const image = { type: "image", source: { url: "https://example.com/a.png" } } as const;
  const here = { type: "text", text: "Here." } as const;
  const asked = { role: "user", content: [image] } as const;

  it.each([
    "Invalid 'messages[1]'. Image URLs are only allowed for messages with role 'user', but this message with role 'assistant' contains an image URL.",
    "Invalid value: 'image_url'. Supported values are: 'text' and 'refusal'.",
  ])("are left out: %s", (message) => {
    const messages: ChatRequest["messages"] = [
      asked,
      { role: "assistant", content: [here, image] },
    ];
    expect(withoutRefused(refusableParts, { ...request, messages }, refusal(message))).toEqual({
      part: expect.objectContaining({ rememberAs: "answered-images" }),
      request: { ...request, messages: [asked, { role: "assistant", content: [here] }] },
      warning: {
        option: "messages",
        action: "dropped",
        message: "The images in earlier answers were not sent: newcomer-1 takes none there.",
      },
    });
  });

  it("leave the error to its caller where there are none", () => {
    const messages: ChatRequest["messages"] = [asked, { role: "assistant", content: [here] }];
    const error = refusal(
      "Invalid value: 'image_url'. Supported values are: 'text' and 'refusal'.",
    );
    expect(withoutRefused(refusableParts, { ...request, messages }, error)).toBeUndefined();
    const text: ChatRequest["messages"] = [{ role: "assistant", content: "Here." }];
    expect(withoutRefused(refusableParts, { ...request, messages: text }, error)).toBeUndefined();
  });
});

describe("a response format that the server refuses", () => {
  it.each([
    "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
    "This response_format type is unavailable now",
    "This model does not support response format `json_schema`.",
    "Extra inputs are not permitted, field: 'response_format'",
    "Unrecognized request argument supplied: response_format",
  ])("is asked for in words: %s", (message) => {
    const relieved = withoutRefused(refusableParts, request, refusal(message));
    expect(relieved).toEqual({
      part: expect.objectContaining({ rememberAs: "json-schema" }),
      request: {
        model: "newcomer-1",
        messages: [
          { role: "system", content: expect.stringContaining('"city":{"type":"string"}') },
          ...request.messages,
        ],
      },
      warning: {
        option: "responseFormat",
        action: "changed",
        message:
          "The server refuses this response format for newcomer-1; it was asked for in words.",
      },
    });
    expect(
      relieved && withoutRefused(refusableParts, relieved.request, refusal(message)),
    ).toBeUndefined();
  });

  it.each<[string, ChatResponseFormat | undefined, string]>([
    [
      "the caller insists on it",
      { ...responseFormat, strict: true },
      "response_format unsupported",
    ],
    ["none was asked for", undefined, "response_format is not supported"],
    ["text was", { type: "text" }, "response_format is not supported"],
    [
      "the schema is wrong",
      responseFormat,
      "Invalid schema for response_format 'response': 'oneOf' is not permitted.",
    ],
    ["something else was refused", responseFormat, "max_tokens is not supported"],
  ])("is an error where %s", (_why, format, message) => {
    expect(
      withoutRefused(refusableParts, { ...request, responseFormat: format }, refusal(message)),
    ).toBeUndefined();
  });

  it("is any JSON in words where any JSON was asked for", () => {
    const error = refusal("'response_format' of type 'json_object' is not supported", 422);
    const relieved = withoutRefused(
      refusableParts,
      { ...request, responseFormat: { type: "json-object" } },
      error,
    );
    expect(relieved?.request.messages[0]?.content).toMatch(/^Answer with JSON only/);
    expect(relieved?.part.rememberAs).toBeUndefined();
  });
});
