import type {
  LanguageModelV4Message,
  LanguageModelV4ToolResultOutput,
  SharedV4Warning,
} from "@ai-sdk/provider";
import type { CacheControl, ContentPart, ToolMessage } from "@cometapi/core";
import { partOptionRules } from "../chat-language-model-options.ts";
import { parsePartOptions } from "../provider-options.ts";
import { markLastPart, simplifyContent } from "./content-parts.ts";
import { convertFile } from "./files.ts";

type OutputPart = Extract<LanguageModelV4ToolResultOutput, { type: "content" }>["value"][number];
type ToolContent = Extract<LanguageModelV4Message, { role: "tool" }>["content"];

/** One message for each result. Approvals are settled by the SDK before and leave nothing to send. */
export function convertToolMessages(
  content: ToolContent,
  cacheControl: CacheControl | undefined,
  warnings: SharedV4Warning[],
): ToolMessage[] {
  const results = content.filter((part) => part.type === "tool-result");
  return results.map((part, index) => {
    const { cacheControl: ownMark } = parsePartOptions(part.providerOptions, partOptionRules);
    const mark =
      ownMark ??
      readOutputMark(part.output) ??
      (index === results.length - 1 ? cacheControl : undefined);
    const parts = convertOutput(part.output, warnings);
    return {
      role: "tool",
      toolCallId: part.toolCallId,
      toolName: part.toolName,
      content: simplifyContent(markLastPart(parts, mark)),
    };
  });
}

/** Tools say it on what they give; content says it on its parts. */
function readOutputMark(output: LanguageModelV4ToolResultOutput): CacheControl | undefined {
  if (output.type === "content") return undefined;
  return parsePartOptions(output.providerOptions, partOptionRules).cacheControl;
}

function convertOutput(
  output: LanguageModelV4ToolResultOutput,
  warnings: SharedV4Warning[],
): ContentPart[] {
  switch (output.type) {
    case "text":
    case "error-text":
      return [{ type: "text", text: output.value }];
    case "json":
    case "error-json":
      return [{ type: "text", text: JSON.stringify(output.value) }];
    case "execution-denied":
      return [{ type: "text", text: output.reason ?? "The user denied this tool call." }];
    case "content":
      return output.value.flatMap((part) => convertOutputPart(part, warnings));
    default:
      return output satisfies never;
  }
}

function convertOutputPart(part: OutputPart, warnings: SharedV4Warning[]): ContentPart[] {
  if (part.type === "file") return [convertFile(part)];
  if (part.type === "text") {
    const { cacheControl } = parsePartOptions(part.providerOptions, partOptionRules);
    return [{ type: "text", text: part.text, cacheControl }];
  }
  warnings.push({
    type: "unsupported",
    feature: "custom content in a tool result",
    details: "Chat Completions has no place for it, so it was left out.",
  });
  return [];
}
