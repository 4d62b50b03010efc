import type { JSONObject, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import type { VendorBlockEvent } from "@cometapi/core";
import { PROVIDER_KEY } from "../provider-options.ts";

/**
 * A vendor's block as parts of a stream: a call and the result of a tool that the vendor ran, a request for the
 * user's approval, or custom content. One of the parts keeps the block in its metadata, where
 * `convertAssistantMessage` finds it.
 *
 * @param offered Names of the tools that the call offers.
 */
export function convertVendorBlock(
  { api, block, toolCall, toolResult, approvalRequest }: VendorBlockEvent,
  offered: ReadonlySet<string>,
): LanguageModelV4StreamPart[] {
  const parts: LanguageModelV4StreamPart[] = [];
  const providerMetadata = { [PROVIDER_KEY]: { vendorBlock: { api, block } } };
  if (toolCall !== undefined) {
    const { id, name: toolName, arguments: input } = toolCall;
    const executed = { providerExecuted: true, dynamic: !offered.has(toolName) };
    parts.push(
      { type: "tool-input-start", id, toolName, ...executed },
      { type: "tool-input-delta", id, delta: input },
      { type: "tool-input-end", id },
      {
        type: "tool-call",
        toolCallId: id,
        toolName,
        input,
        ...executed,
        // A block with call and result goes back once, with the result.
        providerMetadata: toolResult === undefined ? providerMetadata : { [PROVIDER_KEY]: {} },
      },
    );
  }
  if (toolResult !== undefined) {
    const { id: toolCallId, name: toolName, result, isError } = toolResult;
    parts.push({
      type: "tool-result",
      toolCallId,
      toolName,
      result: result ?? "",
      isError,
      // The AI SDK has no schema for a tool that the call does not offer, such as one of an MCP server.
      dynamic: !offered.has(toolName),
      providerMetadata,
    });
  }
  if (approvalRequest !== undefined) {
    const { id: approvalId, toolCallId } = approvalRequest;
    parts.push({ type: "tool-approval-request", approvalId, toolCallId });
  }
  if (toolCall === undefined && toolResult === undefined) {
    parts.push({ type: "custom", kind: `${PROVIDER_KEY}.${readType(block)}`, providerMetadata });
  }
  return parts;
}

function readType({ type }: JSONObject): string {
  return typeof type === "string" ? type : "block";
}
