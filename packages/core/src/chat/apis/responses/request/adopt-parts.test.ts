import { describe, expect, it } from "vitest";
import type { JSONObject } from "../../../../json.ts";
import { resolveModelTraits } from "../../../../models/resolve-model-traits.ts";
import type { AssistantPart, ChatRequest } from "../../../chat-request.ts";
import { responses } from "../responses.ts";
import { convertRequest } from "./convert-request.ts";

const adoptParts = (parts: readonly AssistantPart[]) => responses.adoptParts?.(parts) ?? [];

/** The items that an answer becomes, followed by its result. */
function sendAnswer(parts: readonly AssistantPart[], request: Partial<ChatRequest> = {}) {
  const model = "gpt-5.5";
  const messages: ChatRequest["messages"] = [
    { role: "assistant", content: adoptParts(parts) },
    { role: "tool", toolCallId: "c", content: "9" },
  ];
  return convertRequest({ model, messages, ...request }, resolveModelTraits(model), false).body[
    "input"
  ];
}

function thought(text: string, openai: JSONObject): AssistantPart {
  return { type: "reasoning", text, vendorOptions: { openai: { itemId: "rs_1", ...openai } } };
}

function call(openai: JSONObject): AssistantPart {
  return {
    type: "tool-call",
    id: "c",
    name: "now",
    arguments: "{}",
    vendorOptions: { openai },
  };
}

const RESULT = { type: "function_call_output", call_id: "c", output: "9" };

describe("an answer that @ai-sdk/openai wrote", () => {
  it("shows its joined reasoning once, and leaves that of others where it is", () => {
    const other = thought("Other.", { itemId: "rs_2" });
    const parts = adoptParts([thought("First.", {}), thought("Then.", {}), other]);
    expect(parts).toMatchObject([
      { type: "reasoning", text: "First.\n\nThen.", echo: { data: { id: "rs_1" } } },
      { type: "reasoning", text: "Other.", echo: { data: { id: "rs_2" } } },
    ]);
  });

  it("keeps reasoning of nobody, and what was asked for later", () => {
    const plain: AssistantPart = { type: "reasoning", text: "Hm." };
    expect(adoptParts([plain])).toEqual([plain]);
    const image: AssistantPart = { type: "image", source: { url: "https://a.example/1.png" } };
    const own: AssistantPart[] = [{ type: "text", text: "Hi" }, call({}), image];
    expect(adoptParts(own)).toEqual(own);
    expect(sendAnswer([call({ itemId: "fc_1", async: true })])).toMatchObject([
      { type: "function_call", async: true },
      RESULT,
    ]);
  });

  it("keeps its reasoning as one item, however many parts its summary has", () => {
    expect(
      sendAnswer([
        thought("First.", { reasoningEncryptedContent: null }),
        thought("Then.", { reasoningEncryptedContent: "enc" }),
        call({ itemId: "fc_1" }),
      ]),
    ).toEqual([
      {
        type: "reasoning",
        encrypted_content: "enc",
        summary: [
          { type: "summary_text", text: "First." },
          { type: "summary_text", text: "Then." },
        ],
      },
      { type: "function_call", call_id: "c", name: "now", arguments: "{}" },
      RESULT,
    ]);
  });

  it("keeps the phase of its texts", () => {
    const vendorOptions = { openai: { itemId: "msg_1", phase: "commentary" } };
    expect(sendAnswer([{ type: "text", text: "So:", vendorOptions }, call({})])).toMatchObject([
      { type: "message", phase: "commentary" },
      { type: "function_call" },
      RESULT,
    ]);
  });

  it("keeps what its calls say of themselves", () => {
    const caller = { type: "program", callerId: "prog_1" };
    const sent = { type: "program", caller_id: "prog_1" };
    expect(sendAnswer([call({ itemId: "fc_1", namespace: "crm", caller })])).toMatchObject([
      { type: "function_call", call_id: "c", namespace: "crm", caller: sent },
      { ...RESULT, caller: sent },
    ]);
  });

  it("is not sent again to a conversation that holds it", () => {
    const vendorOptions = { openai: { conversation: "conv_1" } };
    const text: AssistantPart = {
      type: "text",
      text: "So:",
      vendorOptions: { openai: { itemId: "msg_1" } },
    };
    expect(sendAnswer([text, call({ itemId: "fc_1" })], { vendorOptions })).toEqual([RESULT]);
  });

  it("loses reasoning that only its server stored", () => {
    expect(sendAnswer([thought("Hm.", {}), call({})])).toMatchObject([
      { type: "function_call" },
      RESULT,
    ]);
  });

  it("does not speak over what this client wrote", () => {
    const echo = { api: "responses", data: { id: "own" } } as const;
    const vendorOptions = { openai: { itemId: "msg_1" } };
    const parts: AssistantPart[] = [
      { type: "text", text: "So:", echo, vendorOptions },
      { type: "reasoning", text: "Hm.", echo, vendorOptions },
    ];
    expect(adoptParts(parts)).toEqual(parts);
  });
});
