import { createInMemoryFetch, jsonResponse } from "@cometapi/testing";
import { describe, expect, it } from "vitest";
import { CometAPIClient } from "../../../client.ts";
import type { ContentPart, ChatRequest } from "../../chat-request.ts";
import type { ChatApiName } from "../../chat-api-name.ts";
import { resolveModelTraits } from "../../../models/resolve-model-traits.ts";
import { noteUnreadMedia } from "./note-unread-media.ts";
import { RequestNotes } from "./request-notes.ts";

const image: ContentPart = { type: "image", source: { url: "https://a.test/a.png" } };
const audio: ContentPart = { type: "audio", source: { data: "AAAA", mediaType: "audio/wav" } };
const text: ContentPart = { type: "file", source: { data: "aGk=", mediaType: "text/plain" } };
const pdf: ContentPart = { type: "file", source: { data: "aGk=", mediaType: "application/pdf" } };

function warningsOf(model: string, content: ContentPart[], api: ChatApiName = "chat"): string[] {
  const traits = resolveModelTraits(model);
  const notes = new RequestNotes(model, traits);
  const messages: ChatRequest["messages"] = [
    { role: "user", content: "Look." },
    { role: "tool", toolCallId: "1", content },
  ];
  noteUnreadMedia({ model, messages }, traits, api, notes);
  return notes.warnings.map(({ message }) => message);
}

describe("what a model is known not to read", () => {
  it("is warned of, each kind once", () => {
    expect(warningsOf("deepseek-v3.2", [image, image, audio, pdf])).toEqual([
      expect.stringMatching(/^deepseek-v3.2 does not read images/),
      expect.stringMatching(/^deepseek-v3.2 does not read audio/),
      expect.stringMatching(/^deepseek-v3.2 does not read files/),
    ]);
  });

  it.each<[string, ContentPart[]]>([
    ["gpt-4o", [image, pdf]],
    ["deepseek-v3.2", [text, { type: "text", text: "a" }, { type: "raw", value: {} }]],
    ["newcomer-1", [image, audio, pdf]],
  ])("is nothing of what %s gets here", (model, content) => {
    expect(warningsOf(model, content)).toEqual([]);
  });

  it.each([
    ["gpt-3.5-turbo", "chat"],
    ["gpt-3.5-turbo", "responses"],
  ] as const)("is in the error where %s on %s refuses it", async (model, api) => {
    const refusal = { error: { message: "unknown variant `image_url`, expected `text`" } };
    const { fetch } = createInMemoryFetch([jsonResponse(refusal, { status: 400 })]);
    const client = new CometAPIClient({ apiKey: "sk-test", fetch, maxRetries: 0 });
    const call = client.chat({ model, api, messages: [{ role: "user", content: [image] }] });
    await expect(call).rejects.toThrow(/expected `text`.* gpt-3.5-turbo does not read images/);
  });
});
