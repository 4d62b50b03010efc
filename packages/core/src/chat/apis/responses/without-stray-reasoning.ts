import { textOf } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";

/**
 * Leaves out reasoning that no text or call follows: OpenAI refuses a reasoning item "without its required
 * following item". Such an item is left over when an answer was cut or somebody shortened the conversation.
 */
export function withoutStrayReasoning(items: readonly JSONObject[]): JSONObject[] {
  const kept: JSONObject[] = [];
  let next: JSONObject | undefined;
  for (const item of items.toReversed()) {
    if (item["type"] === "reasoning" && !isLedTo(next)) continue;
    next = item;
    kept.push(item);
  }
  return kept.toReversed();
}

/** Whether an item can be what reasoning led to: something of the model's. */
function isLedTo(item: JSONObject | undefined): boolean {
  if (item === undefined) return false;
  if (item["role"] !== undefined) return item["role"] === "assistant";
  const type = textOf(item["type"]) ?? "";
  return !GIVEN_BACK.test(type);
}

/** Types of items that the caller adds. Results of tools that OpenAI ran never follow reasoning directly. */
const GIVEN_BACK = /_output$|^mcp_approval_response$|^configuration_update$|^compaction_trigger$/;
