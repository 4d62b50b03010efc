import type {
  LanguageModelV4Message,
  SharedV4ProviderOptions,
  SharedV4Warning,
} from "@ai-sdk/provider";
import type { AssistantMessage, AssistantPart, TextPart, ToolCallPart } from "@cometapi/core";
import { partOptionRules } from "../chat/chat-language-model-options.ts";
import { parsePartOptions, PROVIDER_KEY } from "../provider-options.ts";
import {
  convertPartOptions,
  type PartOptions,
  simplifyContent,
  withOptions,
} from "./part-options.ts";
import { convertFile } from "./prompt-file.ts";

type AssistantContent = Extract<LanguageModelV4Message, { role: "assistant" }>["content"];

/** An earlier answer, with its reasoning, its echoes and the vendors' blocks. */
export function convertAssistantMessage(
  content: AssistantContent,
  options: PartOptions,
  warnings: SharedV4Warning[],
): AssistantMessage {
  const parts = content.flatMap((part) => convertPart(part, warnings));
  const refusal = content.map(readRefusal).join("");
  if (options.cacheControl !== undefined && !parts.some(takesOptions)) {
    warnings.push(describeLeftOut("a cache mark without text or a call"));
  }
  return {
    role: "assistant",
    content: simplifyContent(withOptionsOnLastTextOrCall(parts, options)),
    ...(refusal === "" ? {} : { refusal }),
  };
}

function readRefusal(part: AssistantContent[number]): string {
  if (part.type !== "text") return "";
  return parsePartOptions(part.providerOptions, partOptionRules).refusal === true ? part.text : "";
}

function convertPart(part: AssistantContent[number], warnings: SharedV4Warning[]): AssistantPart[] {
  const { providerOptions } = part;
  const { echo, refusal, transcript, vendorBlock } = parsePartOptions(
    providerOptions,
    partOptionRules,
  );
  const options = convertPartOptions(providerOptions);
  if (vendorBlock !== undefined) return [{ type: "vendor-block", ...vendorBlock }];
  switch (part.type) {
    case "text":
      return refusal === true ? [] : [{ type: "text", text: part.text, echo, ...options }];
    case "reasoning": {
      const { vendorOptions } = options;
      return [{ type: "reasoning", text: part.text, echo, vendorOptions }];
    }
    case "file":
      if (transcript === undefined) {
        return [{ ...convertFile(part), ...(echo === undefined ? {} : { echo }) }];
      }
      // The text beside a spoken answer is its transcript, so the sound is left out.
      if (transcript === "") {
        warnings.push(describeLeftOut("a generated clip without a transcript"));
      }
      return [];
    case "tool-call":
      if (part.providerExecuted !== true) {
        return [
          {
            type: "tool-call",
            id: part.toolCallId,
            name: part.toolName,
            arguments: stringifyInput(part.input),
            echo,
            ...options,
          },
        ];
      }
      // If this provider's vendor ran the tool, the part of the result holds the block that goes back.
      if (!isOwn(part.providerOptions)) {
        warnings.push(describeLeftOut("a tool call that another provider executed"));
      }
      return [];
    case "tool-result":
      warnings.push(describeLeftOut("the result of a tool that another provider executed"));
      return [];
    case "reasoning-file":
      warnings.push(describeLeftOut("a file within reasoning"));
      return [];
    case "custom":
      warnings.push(describeLeftOut(`content of kind ${part.kind}`));
      return [];
    default:
      return part satisfies never;
  }
}

function isOwn(providerOptions: SharedV4ProviderOptions | undefined): boolean {
  return providerOptions?.[PROVIDER_KEY] !== undefined;
}

function takesOptions(part: AssistantPart): part is TextPart | ToolCallPart {
  return part.type === "text" || part.type === "tool-call";
}

/** The parts, with the message's options on the last text or call. */
function withOptionsOnLastTextOrCall(
  parts: AssistantPart[],
  options: PartOptions,
): AssistantPart[] {
  const last = parts.findLastIndex(takesOptions);
  return parts.map((part, index) =>
    index === last && takesOptions(part) ? withOptions(part, options) : part,
  );
}

/** The input of a call as JSON. The AI SDK keeps arguments that are not JSON as text. */
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

function describeLeftOut(what: string): SharedV4Warning {
  return {
    type: "unsupported",
    feature: `${what} in an assistant message`,
    details: "No API has a place for it, so it was left out.",
  };
}
