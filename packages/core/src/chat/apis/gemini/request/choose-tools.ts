import type { ModelTraits } from "../../../../models/model-traits.ts";
import type { ChatRequest, ChatTool } from "../../../chat-request.ts";

/** The tools that are sent. */
export interface ChosenTools {
  /** Functions, which the caller runs. */
  functions: readonly ChatTool[];
  /** Google's own tools. */
  vendors: readonly ChatTool[];
  /** Whether functions were left out, because the model refuses them together with Google's own tools. */
  isMixRefused: boolean;
}

/**
 * The tools that the model takes together. If it refuses functions together with Google's own tools, the functions are
 * left out, as in `@ai-sdk/google`. If no tool may be called, Google's own are left out, because the API's tool choice
 * concerns functions only.
 */
export function chooseTools(
  { tools = [], toolChoice }: Pick<ChatRequest, "tools" | "toolChoice">,
  traits: ModelTraits,
): ChosenTools {
  const functions = tools.filter(isFunctionTool);
  const vendors = tools.filter((tool) => !isFunctionTool(tool));
  if (toolChoice === "none") return { functions, vendors: [], isMixRefused: false };
  const isMixRefused = functions.length > 0 && vendors.length > 0 && !traits.acceptsToolMix;
  return { functions: isMixRefused ? [] : functions, vendors, isMixRefused };
}

function isFunctionTool(tool: ChatTool): boolean {
  return tool.type === "raw" ? "functionDeclarations" in tool.value : tool.type === "function";
}
