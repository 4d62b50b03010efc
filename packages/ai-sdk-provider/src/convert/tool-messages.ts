import type {
  LanguageModelV4Message,
  LanguageModelV4ToolResultOutput,
  LanguageModelV4ToolResultPart,
  SharedV4Warning,
} from "@ai-sdk/provider";
import type { ContentPart, ToolMessage } from "@cometapi/core";
import {
  convertPartOptions,
  withOptionsOnLast,
  type PartOptions,
  simplifyContent,
  withOptions,
} from "./part-options.ts";
import { convertFile } from "./prompt-file.ts";

type OutputPart = Extract<LanguageModelV4ToolResultOutput, { type: "content" }>["value"][number];
type ToolContent = Extract<LanguageModelV4Message, { role: "tool" }>["content"];

/**
 * One message for each result of a tool, and for each of the user's answers to a vendor that asks before it runs
 * a tool. The AI SDK handles the approvals of its own tools itself.
 */
export function convertToolMessages(
  content: ToolContent,
  options: PartOptions,
  warnings: SharedV4Warning[],
): ToolMessage[] {
  return content.map((part, index): ToolMessage => {
    if (part.type === "tool-approval-response") {
      const { approvalId: id, approved: isApproved, reason } = part;
      return { role: "tool", toolCallId: id, content: "", approval: { id, isApproved, reason } };
    }
    const isLast = index === content.length - 1;
    const parts = withOptionsOnLast(
      withOptionsOnLast(convertOutput(part.output, warnings), readOptions(part)),
      isLast ? options : {},
    );
    return {
      role: "tool",
      toolCallId: part.toolCallId,
      toolName: part.toolName,
      content: simplifyContent(parts),
      ...(isFailure(part.output) ? { isError: true } : {}),
    };
  });
}

function isFailure({ type }: LanguageModelV4ToolResultOutput): boolean {
  return type === "error-text" || type === "error-json";
}

/** The options of a result: the part's own, else those of the tool's output. */
function readOptions({ providerOptions, output }: LanguageModelV4ToolResultPart): PartOptions {
  const own = convertPartOptions(providerOptions);
  return output.type === "content"
    ? own
    : withOptions(own, convertPartOptions(output.providerOptions));
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
    return [{ type: "text", text: part.text, ...convertPartOptions(part.providerOptions) }];
  }
  warnings.push({
    type: "unsupported",
    feature: "custom content in a tool result",
    details: "No API has a place for it, so it was left out.",
  });
  return [];
}
