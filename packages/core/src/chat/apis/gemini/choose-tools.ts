import type { ModelTraits } from "../../../models/model-traits.ts";
import type { ChatToolChoice } from "../../chat-options.ts";
import type { ChatRequest, ChatTool } from "../../chat-request.ts";

/** The tools that are offered together. */
export interface OfferedTools {
  /** Those that the caller runs. */
  functions: readonly ChatTool[];
  /** Google's own. */
  vendors: readonly ChatTool[];
  toolChoice: ChatToolChoice | undefined;
}

/**
 * The tools of a request that the model takes together: of a mix that it refuses, Google's own, as
 * `@ai-sdk/google` has it. Where no tool may be called Google's own are left out, because the API's word
 * for it concerns functions only.
 */
export function chooseTools(
  { tools = [], toolChoice }: Pick<ChatRequest, "tools" | "toolChoice">,
  traits: ModelTraits,
): OfferedTools {
  const functions = tools.filter(isFunctionTool);
  const vendors = tools.filter((tool) => !isFunctionTool(tool));
  if (toolChoice === "none") return { functions, vendors: [], toolChoice };
  const isRefused = functions.length > 0 && vendors.length > 0 && !traits.acceptsToolMix;
  return { functions: isRefused ? [] : functions, vendors, toolChoice };
}

function isFunctionTool(tool: ChatTool): boolean {
  return tool.type === "raw" ? "functionDeclarations" in tool.value : tool.type === "function";
}
