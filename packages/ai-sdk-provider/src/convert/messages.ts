import type {
  LanguageModelV4Message,
  LanguageModelV4Prompt,
  LanguageModelV4TextPart,
  SharedV4Warning,
} from "@ai-sdk/provider";
import type {
  CacheControl,
  ChatMessage,
  ContentPart,
  SystemMessage,
  UserMessage,
} from "@cometapi/core";
import { messageOptionRules, partOptionRules } from "../chat-language-model-options.ts";
import { parsePartOptions } from "../provider-options.ts";
import { convertAssistantMessage } from "./assistant-message.ts";
import { markLastPart, simplifyContent } from "./content-parts.ts";
import { convertFile } from "./files.ts";
import { convertToolMessages } from "./tool-messages.ts";

/** The AI SDK's prompt as core's messages. What Chat Completions cannot take is warned of or refused. */
export function convertMessages(prompt: LanguageModelV4Prompt): {
  messages: ChatMessage[];
  warnings: SharedV4Warning[];
} {
  const warnings: SharedV4Warning[] = [];
  const messages = prompt.flatMap((message) => convertMessage(message, warnings));
  return { messages, warnings };
}

function convertMessage(
  message: LanguageModelV4Message,
  warnings: SharedV4Warning[],
): ChatMessage[] {
  const { cacheControl } = parsePartOptions(message.providerOptions, messageOptionRules);
  switch (message.role) {
    case "system":
      return [convertSystemMessage(message.content, cacheControl)];
    case "user":
      return [convertUserMessage(message.content, cacheControl)];
    case "assistant":
      return [convertAssistantMessage(message.content, cacheControl, warnings)];
    case "tool":
      return convertToolMessages(message.content, cacheControl, warnings);
    default:
      return message satisfies never;
  }
}

function convertSystemMessage(
  content: string,
  cacheControl: CacheControl | undefined,
): SystemMessage {
  if (cacheControl === undefined) return { role: "system", content };
  return { role: "system", content: [{ type: "text", text: content, cacheControl }] };
}

function convertUserMessage(
  content: Extract<LanguageModelV4Message, { role: "user" }>["content"],
  cacheControl: CacheControl | undefined,
): UserMessage {
  const parts = content.map((part) =>
    part.type === "text" ? convertText(part) : convertFile(part),
  );
  return { role: "user", content: simplifyContent(markLastPart(parts, cacheControl)) };
}

function convertText(part: LanguageModelV4TextPart): ContentPart {
  const { cacheControl } = parsePartOptions(part.providerOptions, partOptionRules);
  return { type: "text", text: part.text, cacheControl };
}
