import type { SharedV4Warning } from "@ai-sdk/provider";
import type { ChatWarning } from "@cometapi/core";

/** What core changed about a request, in the AI SDK's terms. */
export function convertWarnings(warnings: readonly ChatWarning[]): SharedV4Warning[] {
  return warnings.map(({ option, action, message }) => ({
    type: action === "dropped" ? "unsupported" : "compatibility",
    feature: option === "reasoningEffort" ? "reasoning" : option,
    details: message,
  }));
}
