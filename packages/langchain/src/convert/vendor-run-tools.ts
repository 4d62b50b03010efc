import {
  type AssistantPart,
  isJSONObject,
  isObject,
  type JSONObject,
  type VendorBlockPart,
} from "@cometapi/core";
import type { AIMessage, AIMessageChunk } from "@langchain/core/messages";
import { readText } from "../read-field.ts";

/** Blocks of tools that a vendor ran, by the id of the call, as the vendor wants them back. */
export interface VendorRunTools {
  calls: ReadonlyMap<string, VendorBlockPart>;
  results: ReadonlyMap<string, VendorBlockPart>;
}

/**
 * Reads what LangChain's own packages keep of tools that a vendor ran: ChatAnthropic in the v0 content,
 * ChatOpenAI in `additional_kwargs.tool_outputs`. ChatAnthropic's v1 content lacks what Anthropic encrypted, so
 * nothing of it can go back.
 */
export function readVendorRunTools(
  message: AIMessage | AIMessageChunk,
  provider: string | undefined,
): VendorRunTools {
  const read = READERS.get(provider ?? "");
  return read === undefined ? { calls: new Map(), results: new Map() } : read(message);
}

/** How to read the answers of each of LangChain's packages, by `model_provider`. */
const READERS: ReadonlyMap<string, (message: AIMessage | AIMessageChunk) => VendorRunTools> =
  new Map([
    ["anthropic", readAnthropicBlocks],
    ["openai", readOpenAIItems],
  ]);

/** What goes back for a block of a tool that the vendor ran. Undefined for other blocks. */
export function findVendorRunParts(
  block: Readonly<Record<string, unknown>>,
  tools: VendorRunTools,
): AssistantPart[] | undefined {
  if (block["type"] === "server_tool_call") {
    const call = tools.calls.get(readText(block, "id") ?? "");
    return call && [call];
  }
  // ChatAnthropic's block with the streamed input of a call, which the call has here.
  if (tools.calls.size > 0 && readText(block["value"], "type") === "input_json_delta") return [];
  if (block["type"] !== "server_tool_call_result") return undefined;
  const callId = readText(block, "toolCallId") ?? "";
  const result = tools.results.get(callId);
  if (result !== undefined) return [result];
  // OpenAI keeps the call and its result in one item.
  return tools.calls.has(callId) ? [] : undefined;
}

function readAnthropicBlocks({ content }: AIMessage | AIMessageChunk): VendorRunTools {
  const given: readonly unknown[] = typeof content === "string" ? [] : content;
  const blocks = given.filter(isJSONObject);
  const calls = new Map<string, VendorBlockPart>();
  const results = new Map<string, VendorBlockPart>();
  for (const { index, ...block } of blocks) {
    const type = readText(block, "type") ?? "";
    const id = readText(block, "id");
    const callId = readText(block, "tool_use_id");
    const input = isJSONObject(block["input"]) ? block["input"] : readStreamedInput(blocks, index);
    if (/^(?:server|mcp)_tool_use$/.test(type) && id !== undefined && input !== undefined) {
      calls.set(id, { type: "vendor-block", api: "messages", block: { ...block, input } });
    } else if (type.endsWith("_tool_result") && callId !== undefined && calls.has(callId)) {
      results.set(callId, { type: "vendor-block", api: "messages", block });
    }
  }
  return { calls, results };
}

/** The input of a streamed call, which ChatAnthropic keeps in another block with the same index. */
function readStreamedInput(blocks: readonly JSONObject[], index: unknown): JSONObject | undefined {
  const delta = blocks.find(
    (block) => block["type"] === "input_json_delta" && block["index"] === index,
  );
  try {
    const input: unknown = JSON.parse(readText(delta, "input") ?? "{}");
    return isJSONObject(input) ? input : undefined;
  } catch {
    return undefined;
  }
}

/** One item is both the call and its result. OpenAI takes no item without the reasoning that led to it. */
function readOpenAIItems({
  additional_kwargs: kwargs,
}: AIMessage | AIMessageChunk): VendorRunTools {
  const { reasoning, tool_outputs: outputs } = kwargs;
  const hasAll = !isObject(reasoning) || readText(reasoning, "encrypted_content") !== undefined;
  const items = Array.isArray(outputs) && hasAll ? outputs.filter(isJSONObject) : [];
  const calls = items.map((block): [string, VendorBlockPart] => [
    readText(block, "id") ?? "",
    { type: "vendor-block", api: "responses", block },
  ]);
  return { calls: new Map(calls), results: new Map() };
}
