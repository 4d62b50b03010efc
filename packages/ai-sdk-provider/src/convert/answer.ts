import type {
  LanguageModelV4Content,
  LanguageModelV4GenerateResult,
  LanguageModelV4ResponseMetadata,
  LanguageModelV4StreamPart,
} from "@ai-sdk/provider";
import type { ChatEvent } from "@cometapi/core";
import { EventConverter, type EventConverterConfig } from "./events.ts";

type Answer = Pick<
  LanguageModelV4GenerateResult,
  "content" | "finishReason" | "usage" | "providerMetadata" | "warnings"
> & { metadata: LanguageModelV4ResponseMetadata };

type Block = Extract<LanguageModelV4Content, { type: "text" | "reasoning" }>;

const noMetadata: Extract<LanguageModelV4StreamPart, { type: "response-metadata" }> = {
  type: "response-metadata",
};

/**
 * A whole answer as the AI SDK's result: what a stream of the same events would add up to. A file that cannot
 * be used is an error part of a stream, but a warning here.
 */
export function convertAnswer(events: readonly ChatEvent[], config: EventConverterConfig): Answer {
  const parts: LanguageModelV4StreamPart[] = [];
  const converter = new EventConverter(config, { enqueue: (part) => parts.push(part) });
  for (const event of events) converter.convert(event);
  const { type: _, ...finish } = converter.finish();
  const { type: __, ...metadata } =
    parts.findLast((part) => part.type === "response-metadata") ?? noMetadata;
  return {
    ...finish,
    content: convertPartsToContent(parts),
    warnings: converter.lostFiles.map(({ message }) => ({ type: "other", message })),
    metadata,
  };
}

/** The content of a whole answer, from the parts of its stream. */
export function convertPartsToContent(
  parts: readonly LanguageModelV4StreamPart[],
): LanguageModelV4Content[] {
  const content: LanguageModelV4Content[] = [];
  let block: Block | undefined;
  for (const part of parts) {
    switch (part.type) {
      case "text-start":
      case "reasoning-start": {
        const opened: Block = { type: part.type === "text-start" ? "text" : "reasoning", text: "" };
        block = opened;
        content.push(opened);
        break;
      }
      case "text-delta":
      case "reasoning-delta":
        if (block !== undefined) block.text += part.delta;
        break;
      case "text-end":
      case "reasoning-end":
        if (block === undefined) break;
        if (part.providerMetadata !== undefined) block.providerMetadata = part.providerMetadata;
        if (part.type === "text-end" && part.citations !== undefined && block.type === "text") {
          block.citations = part.citations;
        }
        break;
      case "stream-start":
      case "response-metadata":
      case "tool-input-start":
      case "tool-input-delta":
      case "tool-input-end":
      case "error":
      case "ping":
      case "raw":
      case "finish":
        break;
      default:
        content.push(part);
    }
  }
  return content;
}
