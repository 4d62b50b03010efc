import type { BaseTool, ChatMessage, LLMChatParamsBase, ToolCall } from "@llamaindex/core/llms";
import { type JSONValue, Settings } from "@llamaindex/core/global";
import { prettifyError } from "@llamaindex/core/utils";
import { convertToolOutput } from "./convert/tool-output.ts";
import { parseToolInput } from "./convert/tool-call.ts";
import type { CometAPIToolCall } from "./convert/tool-call.ts";
import type { CometAPIMessageOptions, CometAPIToolResult } from "./message-options.ts";

/** The logger that LlamaIndex hands to a call. */
export type ToolLogger = LLMChatParamsBase["logger"];

/**
 * Runs a tool call, reports it as `llm-tool-call` and `llm-tool-result`, and returns its result as a message
 * to the model. Never throws: an unknown
 * tool, arguments that are not a JSON object and a failing tool become results that the model can read.
 */
export async function runTool(
  tools: readonly BaseTool[],
  call: CometAPIToolCall,
  logger?: ToolLogger,
): Promise<ChatMessage<CometAPIMessageOptions>> {
  try {
    const output = await callTool(tools, call);
    logger?.log(`Tool ${call.name} succeeded.`);
    return toMessage(call, { result: output, isError: false });
  } catch (error) {
    const message = prettifyError(error);
    logger?.error(`Tool ${call.name} failed: ${message}`);
    return toMessage(call, { result: message, isError: true });
  }
}

async function callTool(tools: readonly BaseTool[], call: CometAPIToolCall): Promise<JSONValue> {
  const { id, name } = call;
  const tool = tools.find(({ metadata }) => metadata.name === name);
  if (tool?.call === undefined) throw new Error(`There is no tool ${name} that can be called.`);
  const input = parseToolInput(call);
  if (typeof input === "string") {
    throw new TypeError(`The arguments of ${name} are not a JSON object: ${input}`);
  }
  const { callbackManager } = Settings;
  const toolCall = { id, name, input };
  callbackManager.dispatchEvent("llm-tool-call", { toolCall });
  const output: JSONValue = await tool.call(input);
  const toolResult = { tool, input, output, isError: false };
  callbackManager.dispatchEvent("llm-tool-result", { toolCall, toolResult });
  return output;
}

function toMessage(
  { id, name }: CometAPIToolCall,
  outcome: Pick<CometAPIToolResult, "result" | "isError">,
): ChatMessage<CometAPIMessageOptions> {
  const content = convertToolOutput(outcome.result);
  return { role: "user", content, options: { toolResult: { id, name, ...outcome } } };
}

/** A call in LlamaIndex's strict form. Arguments that are not an object are put where LlamaIndex's agents put them. */
export function toToolCall(call: CometAPIToolCall): ToolCall {
  const { id, name } = call;
  const input = parseToolInput(call);
  return { id, name, input: typeof input === "string" ? { rawInput: input } : input };
}
