import type { LanguageModelV4Message, SharedV4Warning } from "@ai-sdk/provider";
import type {
  AssistantMessage,
  CacheControl,
  ChatToolCall,
  ContentPart,
  JSONObject,
} from "@cometapi/core";
import { partOptionRules } from "../chat-language-model-options.ts";
import { parsePartOptions } from "../provider-options.ts";
import { markLastPart, simplifyContent } from "./content-parts.ts";
import { convertFile } from "./files.ts";

type AssistantContent = Extract<LanguageModelV4Message, { role: "assistant" }>["content"];

/** An earlier answer, with the reasoning and signatures that belong to it. */
export function convertAssistantMessage(
  content: AssistantContent,
  cacheControl: CacheControl | undefined,
  warnings: SharedV4Warning[],
): AssistantMessage {
  const parts: ContentPart[] = [];
  const toolCalls: ChatToolCall[] = [];
  const reasoningDetails: JSONObject[] = [];
  let reasoning = "";
  let refusal = "";
  for (const part of content) {
    const options = parsePartOptions(part.providerOptions, partOptionRules);
    switch (part.type) {
      case "text":
        if (options.refusal === true) refusal += part.text;
        else addText(parts, part.text, options.cacheControl);
        break;
      case "reasoning":
        reasoning += part.text;
        reasoningDetails.push(...(options.reasoningDetails ?? []));
        break;
      case "file":
        if (options.transcript === undefined) parts.push(convertFile(part));
        // The text beside a spoken answer already says what the clip says.
        else if (options.transcript === "") {
          warnings.push(cannotEcho("a generated clip without a transcript"));
        }
        break;
      case "tool-call":
        if (part.providerExecuted === true) {
          warnings.push(cannotEcho("a tool call that another provider executed"));
          break;
        }
        toolCalls.push({
          id: part.toolCallId,
          name: part.toolName,
          arguments: stringifyInput(part.input),
          ...(options.extraContent === undefined ? {} : { extraContent: options.extraContent }),
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
  if (cacheControl !== undefined && parts.length === 0) {
    warnings.push(cannotEcho("a cache mark without text"));
  }
  return {
    role: "assistant",
    ...(parts.length === 0 ? {} : { content: simplifyContent(markLastPart(parts, cacheControl)) }),
    ...(reasoning === "" ? {} : { reasoning }),
    ...(reasoningDetails.length === 0 ? {} : { reasoningDetails }),
    ...(refusal === "" ? {} : { refusal }),
    ...(toolCalls.length === 0 ? {} : { toolCalls }),
  };
}

/** Texts of one answer are one text, unless a cache mark ends between them. */
function addText(parts: ContentPart[], text: string, cacheControl: CacheControl | undefined): void {
  const last = parts.at(-1);
  if (last?.type === "text" && last.cacheControl === undefined) {
    parts[parts.length - 1] = { type: "text", text: last.text + text, cacheControl };
    return;
  }
  parts.push({ type: "text", text, cacheControl });
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
    details: "Chat Completions has no place for it, so it was left out.",
  };
}
