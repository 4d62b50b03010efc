import type { JSONObject } from "../../../json.ts";
import type { ChatMessage } from "../../chat-request.ts";
import { convertAnswer } from "./convert-answer.ts";
import { convertContent } from "./convert-content.ts";
import { convertSystem } from "./convert-system.ts";
import { convertToolResult } from "./convert-tool-result.ts";
import { ConvertedCalls } from "./converted-calls.ts";
import type { InputOptions } from "./input-options.ts";
import { withoutStrayReasoning } from "./without-stray-reasoning.ts";

/** The conversation as the API's list of items. */
export function convertInput(
  messages: readonly ChatMessage[],
  options: InputOptions,
): JSONObject[] {
  const calls = new ConvertedCalls(options.customTools);
  const items = messages.flatMap((message): JSONObject[] => {
    switch (message.role) {
      case "system":
      case "developer":
        return convertSystem(message, options);
      case "user":
        return [{ role: "user", content: convertContent(message.content, options) }];
      case "assistant":
        return convertAnswer(message, calls, options);
      case "tool":
        return convertToolResult(message, calls, options);
    }
  });
  if (messages.some((message) => "name" in message && message.name !== undefined)) {
    const message = "Names of participants were not sent: the Responses API does not have them.";
    options.notes.dropped("messages", message);
  }
  return withoutStrayReasoning(items);
}
