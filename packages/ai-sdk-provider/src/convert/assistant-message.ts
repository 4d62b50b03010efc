import type {
  LanguageModelV4Message,
  SharedV4ProviderOptions,
  SharedV4Warning,
} from "@ai-sdk/provider";
import type { AssistantMessage, AssistantPart, Echo, TextPart, ToolCallPart } from "@cometapi/core";
import { partOptionRules } from "../chat-language-model-options.ts";
import { parsePartOptions, PROVIDER_KEY } from "../provider-options.ts";
import { convertMarks, type PartMarks, simplifyContent, withMarks } from "./content-parts.ts";
import { convertFile } from "./files.ts";

type AssistantContent = Extract<LanguageModelV4Message, { role: "assistant" }>["content"];

/** An earlier answer, with the reasoning, signatures and vendors' blocks that belong to it. */
export function convertAssistantMessage(
  content: AssistantContent,
  marks: PartMarks,
  warnings: SharedV4Warning[],
): AssistantMessage {
  const parts: AssistantPart[] = [];
  let refusal = "";
  for (const part of content) {
    const options = parsePartOptions(part.providerOptions, partOptionRules);
    const { echo, vendorBlock } = options;
    const ownMarks = convertMarks(part.providerOptions);
    if (vendorBlock !== undefined) {
      parts.push({ type: "vendor-block", ...vendorBlock });
      continue;
    }
    switch (part.type) {
      case "text":
        if (options.refusal === true) refusal += part.text;
        else parts.push({ type: "text", text: part.text, echo, ...ownMarks });
        break;
      case "reasoning":
        parts.push({
          type: "reasoning",
          text: part.text,
          echo,
          vendorOptions: ownMarks.vendorOptions,
        });
        break;
      case "file":
        if (options.transcript === undefined) parts.push({ ...convertFile(part), ...echoOf(echo) });
        // The text beside a spoken answer already says what the clip says.
        else if (options.transcript === "") {
          warnings.push(cannotEcho("a generated clip without a transcript"));
        }
        break;
      case "tool-call":
        if (part.providerExecuted === true) {
          // Where this provider ran the tool, the result's part holds the block that goes back.
          if (!isOwn(part.providerOptions)) {
            warnings.push(cannotEcho("a tool call that another provider executed"));
          }
          break;
        }
        parts.push({
          type: "tool-call",
          id: part.toolCallId,
          name: part.toolName,
          arguments: stringifyInput(part.input),
          echo,
          ...ownMarks,
        });
        break;
      case "tool-result":
        warnings.push(cannotEcho("the result of a tool that another provider executed"));
        break;
      case "reasoning-file":
        warnings.push(cannotEcho("a file within reasoning"));
        break;
      case "custom":
        warnings.push(cannotEcho(`content of kind ${part.kind}`));
        break;
    }
  }
  if (marks.cacheControl !== undefined && !parts.some(isMarkable)) {
    warnings.push(cannotEcho("a cache mark without text or a call"));
  }
  return {
    role: "assistant",
    content: simplifyContent(markLastMarkable(parts, marks)),
    ...(refusal === "" ? {} : { refusal }),
  };
}

function echoOf(echo: Echo | undefined): { echo?: Echo } {
  return echo === undefined ? {} : { echo };
}

function isOwn(providerOptions: SharedV4ProviderOptions | undefined): boolean {
  return providerOptions?.[PROVIDER_KEY] !== undefined;
}

function isMarkable(part: AssistantPart): part is TextPart | ToolCallPart {
  return part.type === "text" || part.type === "tool-call";
}

/** The parts, with a message's marks on the last one that takes any. */
function markLastMarkable(parts: AssistantPart[], marks: PartMarks): AssistantPart[] {
  const last = parts.findLastIndex(isMarkable);
  return parts.map((part, index) =>
    index === last && isMarkable(part) ? withMarks(part, marks) : part,
  );
}

/** Arguments that were not valid JSON are kept by the SDK as the text they were. */
function stringifyInput(input: unknown): string {
  if (typeof input !== "string") return JSON.stringify(input ?? {});
  return isJSON(input) ? input : JSON.stringify(input);
}

function isJSON(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function cannotEcho(what: string): SharedV4Warning {
  return {
    type: "unsupported",
    feature: `${what} in an assistant message`,
    details: "No API has a place for it, so it was left out.",
  };
}
