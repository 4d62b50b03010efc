import { type JSONValue, Settings } from "@llamaindex/core/global";
import type { BaseTool, LLMChatParamsBase } from "@llamaindex/core/llms";
import { prettifyError } from "@llamaindex/core/utils";
import type { CometAPIMessage, CometAPIToolResult } from "../chat/message-options.ts";
import { type CometAPIToolCall, parseToolInput } from "../convert/tool-call.ts";
import { convertToolOutput } from "../convert/tool-output.ts";

/** The logger that LlamaIndex hands to a call. */
export type ToolLogger = LLMChatParamsBase["logger"];

/**
 * Runs a tool call, reports it as `llm-tool-call` and `llm-tool-result`, and returns its result as a message
 * to the model. Never throws: an unknown tool, arguments that are not a JSON object and a failing tool become
 * results that the model can read.
 */
export async function runTool(
  tools: readonly BaseTool[],
  call: CometAPIToolCall,
  logger?: ToolLogger,
): Promise<CometAPIMessage> {
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
): CometAPIMessage {
  const content = convertToolOutput(outcome.result);
  return { role: "user", content, options: { toolResult: { id, name, ...outcome } } };
}
