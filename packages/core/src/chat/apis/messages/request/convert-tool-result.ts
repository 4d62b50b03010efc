import type { JSONObject } from "../../../../json.ts";
import type { ToolMessage } from "../../../chat-request.ts";
import { withoutCacheMark } from "./convert-cache-mark.ts";
import { convertContent } from "./convert-content.ts";
import type { RequestContext } from "./request-context.ts";

/**
 * A tool's result as a block. A cache mark within its content is moved to the block, which alone may have one. Empty for
 * the answer to an approval request, which the API does not have.
 */
export function convertToolResult(message: ToolMessage, context: RequestContext): JSONObject[] {
  const { toolCallId, content, isError, approval } = message;
  if (approval !== undefined) {
    context.notes.dropped("messages", APPROVAL_DROPPED);
    return [];
  }
  const { id, toolset } = context.calls.find(toolCallId);
  const blocks = typeof content === "string" ? [] : convertContent(content, context);
  const marked = blocks.findLast((block) => block["cache_control"] !== undefined);
  const result = typeof content === "string" ? content : blocks.map(withoutCacheMark);
  return [
    {
      type: "tool_result",
      tool_use_id: id,
      toolset_name: toolset,
      content: result.length === 0 ? undefined : result,
      is_error: isError === true ? true : undefined,
      cache_control: marked?.["cache_control"],
    },
  ];
}

const APPROVAL_DROPPED =
  "The answer to an approval request was not sent: the Messages API has no such requests.";
