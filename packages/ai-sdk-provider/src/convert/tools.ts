import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import type { ChatTool, ChatToolChoice } from "@cometapi/core";
import { messageOptionRules } from "../chat/chat-language-model-options.ts";
import { parsePartOptions } from "../provider-options.ts";
import { convertJSONObject, convertJSONSchema } from "./json.ts";
import { convertVendorOptions } from "./vendor-options.ts";

type CallTools = NonNullable<LanguageModelV4CallOptions["tools"]>;

/** The AI SDK's tools as core's. */
export function convertTools(tools: CallTools | undefined): ChatTool[] {
  return (tools ?? []).map((tool): ChatTool => {
    if (tool.type === "provider") {
      const { id, name, args } = tool;
      return { type: "vendor", id, name, args: convertJSONObject(args) };
    }
    const { cacheControl } = parsePartOptions(tool.providerOptions, messageOptionRules);
    return {
      type: "function",
      name: tool.name,
      description: describeTool(tool.description, tool.inputExamples),
      parameters: convertJSONSchema(tool.inputSchema),
      strict: tool.strict,
      cacheControl,
      vendorOptions: convertVendorOptions(tool.providerOptions),
    };
  });
}

/** Which tool must be called. */
export function convertToolChoice(
  toolChoice: LanguageModelV4CallOptions["toolChoice"],
): ChatToolChoice | undefined {
  if (toolChoice === undefined) return undefined;
  return toolChoice.type === "tool" ? { toolName: toolChoice.toolName } : toolChoice.type;
}

/** The description with the examples of input, for which Chat Completions has no field. */
function describeTool(
  description: string | undefined,
  examples: readonly { input: object }[] | undefined,
): string | undefined {
  if (examples === undefined || examples.length === 0) return description;
  const lines = examples.map(({ input }) => JSON.stringify(input));
  return [description, "Examples of input:", ...lines].filter(Boolean).join("\n");
}
