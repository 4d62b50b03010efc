import type { ChatMessage } from "@llamaindex/core/llms";
import { expect, it } from "vitest";
import type { CometAPIToolCall } from "../convert/tool-call.ts";
import type { CometAPIMessageOptions } from "../chat/message-options.ts";
import { rememberDroppedOptions, restoreDroppedOptions } from "./dropped-options.ts";

type Message = ChatMessage<CometAPIMessageOptions>;

const contentOutline = [{ type: "tool-call" as const, id: "call_0" }];
const options = { thinking: "Hm", contentOutline, refusal: "No." };

function createCall(): CometAPIToolCall {
  return { id: "call_0", name: "get_weather", input: { city: "Lisbon" } };
}

/** The message an agent makes of an answer. */
function strip({ id, name, input }: CometAPIToolCall): Message {
  return {
    role: "assistant",
    content: "",
    options: { toolCall: [typeof input === "string" ? { id, name, input } : { id, name, input }] },
  };
}

it("restores what goes back with the calls of an answer, and nothing else of it", () => {
  const call = createCall();
  rememberDroppedOptions([call], { ...options, requestId: "r" });
  const [restored] = restoreDroppedOptions([strip(call)]);
  expect(restored?.options).toEqual({ toolCall: [call], ...options });
});

it("completes the message itself, so that what keeps its options keeps them whole", () => {
  const call = createCall();
  rememberDroppedOptions([call], options);
  const message = strip(call);
  const kept = { ...message };
  restoreDroppedOptions([message]);
  expect(kept.options).toEqual({ toolCall: [call], ...options });
});

it("restores a message that cannot be completed", () => {
  const call = createCall();
  rememberDroppedOptions([call], options);
  const message = strip(call);
  Object.freeze(message.options);
  expect(restoreDroppedOptions([message])[0]?.options?.thinking).toBe("Hm");
});

it("keeps two conversations apart whose calls are the same but for their objects", () => {
  const calls = ["Ada", "Bob", undefined].map((thinking) => {
    const call = createCall();
    rememberDroppedOptions([call], thinking === undefined ? {} : { thinking });
    return call;
  });
  const restored = restoreDroppedOptions(calls.map(strip));
  expect(restored.map((message) => message.options?.thinking)).toEqual(["Ada", "Bob", undefined]);
});

it.each<[string, (call: CometAPIToolCall) => Message]>([
  ["has its own", (call) => ({ ...strip(call), options: { toolCall: [call], thinking: "Own" } })],
  ["is the user's", (call) => ({ ...strip(call), role: "user" })],
  ["calls nothing", () => ({ role: "assistant", content: "Hm" })],
  ["calls with a text that is no object", (call) => strip({ ...call, input: "{" })],
  ["was copied", (call) => structuredClone(strip(call))],
])("leaves a message as it is that %s", (_name, create) => {
  const call = createCall();
  rememberDroppedOptions([call], options);
  const message = create(call);
  expect(restoreDroppedOptions([message])).toEqual([structuredClone(message)]);
});
