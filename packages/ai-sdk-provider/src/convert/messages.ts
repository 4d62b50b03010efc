import type {
  LanguageModelV4Message,
  LanguageModelV4Prompt,
  LanguageModelV4TextPart,
  SharedV4Warning,
} from "@ai-sdk/provider";
import type {
  ChatMessage,
  ContentPart,
  SystemMessage,
  TextPart,
  UserMessage,
} from "@cometapi/core";
import { convertAssistantMessage } from "./assistant-message.ts";
import {
  convertPartOptions,
  withOptionsOnLast,
  type PartOptions,
  simplifyContent,
  withOptions,
} from "./part-options.ts";
import { convertFile } from "./prompt-file.ts";
import { convertToolMessages } from "./tool-messages.ts";

/** The AI SDK's prompt as core's messages. Content that no API takes gives a warning or an error. */
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
  const options = convertPartOptions(message.providerOptions);
  switch (message.role) {
    case "system":
      return [convertSystemMessage(message.content, options)];
    case "user":
      return [convertUserMessage(message.content, options)];
    case "assistant":
      return [convertAssistantMessage(message.content, options, warnings)];
    case "tool":
      return convertToolMessages(message.content, options, warnings);
    default:
      return message satisfies never;
  }
}

function convertSystemMessage(content: string, options: PartOptions): SystemMessage {
  const part = withOptions<TextPart>({ type: "text", text: content }, options);
  return { role: "system", content: simplifyContent([part]) };
}

function convertUserMessage(
  content: Extract<LanguageModelV4Message, { role: "user" }>["content"],
  options: PartOptions,
): UserMessage {
  const parts = content.map((part) =>
    part.type === "text" ? convertText(part) : convertFile(part),
  );
  return { role: "user", content: simplifyContent(withOptionsOnLast(parts, options)) };
}

function convertText(part: LanguageModelV4TextPart): ContentPart {
  return { type: "text", text: part.text, ...convertPartOptions(part.providerOptions) };
}
