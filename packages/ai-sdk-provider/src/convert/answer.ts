import type { LanguageModelV4GenerateResult, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import type { ChatEvent } from "@cometapi/core";
import { EventConverter, type EventConverterConfig } from "./events.ts";

type Result = Pick<LanguageModelV4GenerateResult, "content" | "finishReason" | "usage"> &
  Required<Pick<LanguageModelV4GenerateResult, "providerMetadata" | "response">>;

type Block = Extract<Result["content"][number], { type: "text" | "reasoning" }>;

/** A whole answer in the AI SDK's terms: what a stream of the same events would add up to. */
export function convertAnswer(events: readonly ChatEvent[], config: EventConverterConfig): Result {
  const result: Result = {
    content: [],
    finishReason: { unified: "interrupted", raw: undefined },
    usage: {
      inputTokens: {
        total: undefined,
        noCache: undefined,
        cacheRead: undefined,
        cacheWrite: undefined,
      },
      outputTokens: { total: undefined, text: undefined, reasoning: undefined },
    },
    providerMetadata: {},
    response: {},
  };
  const openBlocks = new Map<string, Block>();
  const converter = new EventConverter(config, {
    enqueue: (part) => addPart(result, openBlocks, part),
  });
  for (const event of events) converter.convert(event);
  converter.finish();
  return result;
}

function addPart(
  result: Result,
  openBlocks: Map<string, Block>,
  part: LanguageModelV4StreamPart,
): void {
  switch (part.type) {
    case "text-start":
    case "reasoning-start": {
      const block: Block = { type: part.type === "text-start" ? "text" : "reasoning", text: "" };
      openBlocks.set(part.id, block);
      result.content.push(block);
      return;
    }
    case "text-delta":
    case "reasoning-delta": {
      const block = openBlocks.get(part.id);
      if (block !== undefined) block.text += part.delta;
      return;
    }
    case "text-end":
    case "reasoning-end": {
      const block = openBlocks.get(part.id);
      if (block === undefined) return;
      if (part.providerMetadata !== undefined) block.providerMetadata = part.providerMetadata;
      if (part.type === "text-end" && part.citations !== undefined && block.type === "text") {
        block.citations = part.citations;
      }
      return;
    }
    case "tool-call":
    case "file":
    case "source":
      result.content.push(part);
      return;
    case "response-metadata": {
      const { type: _, ...metadata } = part;
      result.response = metadata;
      return;
    }
    case "finish":
      result.finishReason = part.finishReason;
      result.usage = part.usage;
      result.providerMetadata = part.providerMetadata ?? {};
      return;
    default:
  }
}
