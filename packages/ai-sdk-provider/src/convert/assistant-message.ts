import type { LanguageModelV4Message, SharedV4Warning } from "@ai-sdk/provider";
import type { AssistantMessage, AssistantPart, CacheControl, TextPart } from "@cometapi/core";
import { partOptionRules } from "../chat-language-model-options.ts";
import { parsePartOptions } from "../provider-options.ts";
import { simplifyContent } from "./content-parts.ts";
import { convertFile } from "./files.ts";

type AssistantContent = Extract<LanguageModelV4Message, { role: "assistant" }>["content"];

/** An earlier answer, with the reasoning and signatures that belong to it. */
export function convertAssistantMessage(
  content: AssistantContent,
  cacheControl: CacheControl | undefined,
  warnings: SharedV4Warning[],
): AssistantMessage {
  const parts: AssistantPart[] = [];
  let refusal = "";
  for (const part of content) {
    const { echo, ...options } = parsePartOptions(part.providerOptions, partOptionRules);
    switch (part.type) {
      case "text":
        if (options.refusal === true) refusal += part.text;
        else
          parts.push({ type: "text", text: part.text, cacheControl: options.cacheControl, echo });
        break;
      case "reasoning":
        parts.push({ type: "reasoning", text: part.text, echo });
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
        parts.push({
          type: "tool-call",
          id: part.toolCallId,
          name: part.toolName,
          arguments: stringifyInput(part.input),
          echo,
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
  if (cacheControl !== undefined && !parts.some(isMarkable)) {
    warnings.push(cannotEcho("a cache mark without text"));
  }
  return {
    role: "assistant",
    content: simplifyContent(markLastText(parts, cacheControl)),
    ...(refusal === "" ? {} : { refusal }),
  };
}

function isMarkable(part: AssistantPart): part is TextPart {
  return part.type === "text";
}

/** The parts, with a message's cache mark on its last text. */
function markLastText(
  parts: AssistantPart[],
  cacheControl: CacheControl | undefined,
): AssistantPart[] {
  const index = parts.findLastIndex(isMarkable);
  return parts.map((part, position) =>
    position === index && isMarkable(part)
      ? { ...part, cacheControl: part.cacheControl ?? cacheControl }
      : part,
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
    details: "Chat Completions has no place for it, so it was left out.",
  };
}
