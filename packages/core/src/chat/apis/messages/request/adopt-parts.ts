import { textOf } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import type { AssistantPart, ReasoningPart } from "../../../chat-request.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";

/** Parts of an answer that `@ai-sdk/anthropic` wrote, changed so that their options become echoes and vendor blocks. */
export function adoptParts(parts: readonly AssistantPart[]): AssistantPart[] {
  return parts.map((part): AssistantPart => {
    switch (part.type) {
      case "reasoning":
        return adoptReasoning(part);
      case "text": {
        if (vendorOptionsOf(part, "anthropic")["type"] !== "compaction") return part;
        const block = { type: "compaction", content: part.text };
        return { type: "vendor-block", api: "messages", block };
      }
      default:
        return part;
    }
  });
}

function adoptReasoning(part: ReasoningPart): ReasoningPart {
  const data = readBlock(vendorOptionsOf(part, "anthropic"));
  return part.echo === undefined && data !== undefined
    ? { ...part, echo: { api: "messages", data } }
    : part;
}

function readBlock(options: JSONObject): JSONObject | undefined {
  const signature = textOf(options["signature"]);
  if (signature !== undefined) return { type: "thinking", signature };
  const data = textOf(options["redactedData"]);
  return data === undefined ? undefined : { type: "redacted_thinking", data };
}
