import {
  type ChatChoice,
  type ChatResult as CoreResult,
  createContentOutline,
} from "@cometapi/core";
import { AIMessage, type StandardMessageStructure } from "@langchain/core/messages";
import type { ChatGeneration, ChatResult } from "@langchain/core/outputs";
import { outlineKey } from "./echo.ts";
import { convertCitation, convertGeneratedImage } from "./answer-blocks.ts";
import { type AnswerContext, createResponseMetadata } from "./response-metadata.ts";
import { convertToolCalls } from "./tool-calls.ts";
import { convertTokenUsage, convertUsage } from "./usage.ts";

/** Turns a whole answer into LangChain's result, one generation per choice. */
export function convertResult(result: CoreResult, context: AnswerContext): ChatResult {
  const { usage } = result;
  return {
    generations: result.choices.map((choice) => convertChoice(choice, result, context)),
    llmOutput: usage === undefined ? {} : { tokenUsage: convertTokenUsage(usage) },
  };
}

function convertChoice(
  choice: ChatChoice,
  result: CoreResult,
  context: AnswerContext,
): ChatGeneration {
  const { toolCalls, invalidToolCalls } = convertToolCalls(choice.toolCalls);
  const metadata = createResponseMetadata(context, {
    metadata: result.metadata,
    usage: result.usage,
    reason: choice.finishReason,
    rawReason: choice.rawFinishReason,
    details: choice.finishDetails,
    logprobs: choice.logprobs,
  });
  const message = new AIMessage<StandardMessageStructure>({
    content: choice.text,
    tool_calls: toolCalls,
    invalid_tool_calls: invalidToolCalls,
    additional_kwargs: convertExtras(choice),
    response_metadata: metadata,
    ...(result.usage !== undefined && { usage_metadata: convertUsage(result.usage) }),
    ...(result.metadata?.id !== undefined && { id: result.metadata.id }),
  });
  const { finish_reason, logprobs } = metadata;
  return {
    text: choice.text,
    message,
    generationInfo: { finish_reason, ...(logprobs !== undefined && { logprobs }) },
  };
}

/** The `additional_kwargs` of an answer: all but its text and tool calls. `contentBlocks` is made from them. */
function convertExtras(choice: ChatChoice): Record<string, unknown> {
  const { content, reasoning, refusal, images, audio, citations } = choice;
  const outline = createContentOutline(content);
  const mediaType = audio.find((clip) => clip.mediaType !== undefined)?.mediaType;
  return {
    ...(reasoning !== "" && { reasoning_content: reasoning }),
    ...(outline !== undefined && { [outlineKey]: outline }),
    ...(refusal !== "" && { refusal }),
    ...(images.length > 0 && { images: images.map(convertGeneratedImage) }),
    ...(citations.length > 0 && { citations: citations.map(convertCitation) }),
    ...(audio.length > 0 && {
      audio: {
        ...(audio[0]?.id !== undefined && { id: audio[0].id }),
        ...(mediaType !== undefined && { mime_type: mediaType }),
        data: audio.map((clip) => clip.data ?? "").join(""),
        transcript: audio.map((clip) => clip.transcript ?? "").join(""),
      },
    }),
  };
}
