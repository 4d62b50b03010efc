import type { FinishReason } from "@cometapi/core";
import type { FinishReason as LangChainFinishReason } from "@langchain/core/language_models/event";

/** `finish_reason` as Chat Completions spells it, on every API. */
export function mapFinishReason(reason: FinishReason, rawReason: string | undefined): string {
  switch (reason) {
    case "content-filter":
      return "content_filter";
    case "tool-calls":
      return "tool_calls";
    case "other":
      return rawReason ?? "other";
    default:
      return reason;
  }
}

/** The reason as LangChain's event protocol spells it. It has four; any other is undefined. */
export function mapEventFinishReason(reason: FinishReason): LangChainFinishReason | undefined {
  switch (reason) {
    case "stop":
    case "length":
      return reason;
    case "content-filter":
      return "content_filter";
    case "tool-calls":
      return "tool_use";
    default:
      return undefined;
  }
}
