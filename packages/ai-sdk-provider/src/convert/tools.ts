import type { JSONObject, LanguageModelV4CallOptions, SharedV4Warning } from "@ai-sdk/provider";
import type { ChatTool, ChatToolChoice } from "@cometapi/core";
import { messageOptionRules } from "../chat-language-model-options.ts";
import { parsePartOptions } from "../provider-options.ts";
import { convertJSONSchema } from "./json-schema.ts";

type CallTools = NonNullable<LanguageModelV4CallOptions["tools"]>;

/** The AI SDK's tools as core's. */
export function convertTools(tools: CallTools | undefined): {
  tools: ChatTool[];
  warnings: SharedV4Warning[];
} {
  const converted: ChatTool[] = [];
  const warnings: SharedV4Warning[] = [];
  for (const tool of tools ?? []) {
    if (tool.type === "provider") {
      warnings.push({
        type: "unsupported",
        feature: `provider tool ${tool.id}`,
        details:
          "Chat Completions has no built-in tools. Use the model's native API: responses(), " +
          "messages() or gemini().",
      });
      continue;
    }
    const { cacheControl } = parsePartOptions(tool.providerOptions, messageOptionRules);
    converted.push({
      type: "function",
      name: tool.name,
      description: describeTool(tool.description, tool.inputExamples),
      parameters: convertJSONSchema(tool.inputSchema),
      strict: tool.strict,
      cacheControl,
    });
  }
  return { tools: converted, warnings };
}

/** Which tool must be called. */
export function convertToolChoice(
  toolChoice: LanguageModelV4CallOptions["toolChoice"],
): ChatToolChoice | undefined {
  if (toolChoice === undefined) return undefined;
  return toolChoice.type === "tool" ? { toolName: toolChoice.toolName } : toolChoice.type;
}

/** Chat Completions has no field for examples, and models learn from them in the description too. */
function describeTool(
  description: string | undefined,
  examples: readonly { input: JSONObject }[] | undefined,
): string | undefined {
  if (examples === undefined || examples.length === 0) return description;
  const lines = examples.map(({ input }) => JSON.stringify(input));
  return [description, "Examples of input:", ...lines].filter(Boolean).join("\n");
}
