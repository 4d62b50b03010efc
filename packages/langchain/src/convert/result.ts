import {
  accumulateChatEvents,
  type ChatChoice,
  type ChatEvent,
  type ChatResult as CoreResult,
  createContentOutline,
} from "@cometapi/core";
import { AIMessage, type StandardMessageStructure } from "@langchain/core/messages";
import type { ChatGeneration, ChatResult } from "@langchain/core/outputs";
import { ChoiceFold, type FoldedContent } from "./choice-fold.ts";
import { outlineKey } from "./echo.ts";
import { type AnswerContext, createResponseMetadata } from "./response-metadata.ts";
import { convertToolCalls } from "./tool-calls.ts";
import { convertTokenUsage, convertUsage } from "./usage.ts";

/** Turns all events of an answer into LangChain's result, one generation per choice. */
export function convertResult(events: readonly ChatEvent[], context: AnswerContext): ChatResult {
  const result = accumulateChatEvents(events);
  const { choices, usage } = result;
  return {
    generations: choices.map((choice) =>
      convertChoice(choice, foldChoice(events, choice.choiceIndex), result, context),
    ),
    llmOutput: usage === undefined ? {} : { tokenUsage: convertTokenUsage(usage) },
  };
}

function foldChoice(events: readonly ChatEvent[], choiceIndex: number): FoldedContent | undefined {
  const fold = new ChoiceFold();
  for (const event of events) {
    const isOfChoice = "choiceIndex" in event && event.choiceIndex === choiceIndex;
    if (isOfChoice && event.type !== "finish") fold.add(event);
  }
  fold.end();
  return fold.take();
}

function convertChoice(
  choice: ChatChoice,
  { text, kwargs, logprobs }: FoldedContent = { text: "" },
  { metadata, usage }: CoreResult,
  context: AnswerContext,
): ChatGeneration {
  const { toolCalls, invalidToolCalls } = convertToolCalls(choice.toolCalls);
  const outline = createContentOutline(choice.content);
  const response_metadata = createResponseMetadata(context, {
    metadata,
    usage,
    reason: choice.finishReason,
    rawReason: choice.rawFinishReason,
    details: choice.finishDetails,
    logprobs,
  });
  const message = new AIMessage<StandardMessageStructure>({
    content: text,
    tool_calls: toolCalls,
    invalid_tool_calls: invalidToolCalls,
    additional_kwargs: { ...kwargs, ...(outline !== undefined && { [outlineKey]: outline }) },
    response_metadata,
    ...(usage !== undefined && { usage_metadata: convertUsage(usage) }),
    ...(metadata?.id !== undefined && { id: metadata.id }),
  });
  const { finish_reason } = response_metadata;
  return {
    text,
    message,
    generationInfo: {
      finish_reason,
      ...(logprobs !== undefined && { logprobs: { content: logprobs } }),
    },
  };
}
