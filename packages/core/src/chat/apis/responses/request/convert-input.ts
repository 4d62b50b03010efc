import type { JSONObject } from "../../../../json.ts";
import type { ChatMessage } from "../../../chat-request.ts";
import { convertAssistant } from "./convert-assistant.ts";
import { convertContent } from "./convert-content.ts";
import { convertSystem } from "./convert-system.ts";
import { convertToolResult } from "./convert-tool-result.ts";
import type { RequestContext } from "./request-context.ts";
import { textOf } from "../../../../json-access.ts";

/** The conversation as a list of items. */
export function convertInput(
  messages: readonly ChatMessage[],
  context: RequestContext,
): JSONObject[] {
  const items = messages.flatMap((message): JSONObject[] => {
    switch (message.role) {
      case "system":
      case "developer":
        return convertSystem(message, context);
      case "user":
        return [{ role: "user", content: convertContent(message.content, context) }];
      case "assistant":
        return convertAssistant(message, context);
      case "tool":
        return convertToolResult(message, context);
    }
  });
  if (messages.some((message) => "name" in message && message.name !== undefined)) {
    const message = "Names of participants were not sent: the Responses API does not have them.";
    context.notes.dropped("messages", message);
  }
  return withoutStrayReasoning(items);
}

/**
 * Leaves out reasoning that is not followed by text or a call: OpenAI refuses a reasoning item "without its required
 * following item". Such an item is left over if an answer was cut or the conversation was shortened.
 */
function withoutStrayReasoning(items: readonly JSONObject[]): JSONObject[] {
  const kept: JSONObject[] = [];
  let next: JSONObject | undefined;
  for (const item of items.toReversed()) {
    if (item["type"] === "reasoning" && !isFromModel(next)) continue;
    next = item;
    kept.push(item);
  }
  return kept.toReversed();
}

/** Whether an item comes from the model, so that it may follow reasoning. */
function isFromModel(item: JSONObject | undefined): boolean {
  if (item === undefined) return false;
  if (item["role"] !== undefined) return item["role"] === "assistant";
  const type = textOf(item["type"]) ?? "";
  return !FROM_CALLER.test(type);
}

/** Types of items that the caller adds. Results of tools that OpenAI ran never follow reasoning directly. */
const FROM_CALLER = /_output$|^mcp_approval_response$|^configuration_update$|^compaction_trigger$/;
