import { CometAPIError } from "@cometapi/core";
import {
  type Answer,
  type AnswerEcho,
  type AnswerImage,
  type AnswerToolCall,
  type AnswerVendorBlock,
  createAnswer,
  readError,
  readField,
  readList,
  readNumber,
  readText,
} from "@cometapi/testing/answers";
import {
  AIMessage,
  AIMessageChunk,
  type BaseMessage,
  type ContentBlock,
  type UsageMetadata,
} from "@langchain/core/messages";

/** Makes a call, and reads its result or its error as an answer. */
export async function readAnswer(ask: () => Promise<BaseMessage>): Promise<Answer> {
  try {
    return readMessage(await ask());
  } catch (error) {
    const cause = CometAPIError.isInstance(error) ? error : readField(error, "cause");
    if (!CometAPIError.isInstance(cause)) throw error;
    const partial = readField(error, "partialOutput");
    const answer = AIMessageChunk.isInstance(partial) ? readMessage(partial) : createAnswer();
    return { ...answer, error: readError(cause) };
  }
}

function readMessage(message: BaseMessage): Answer {
  if (!AIMessage.isInstance(message) && !AIMessageChunk.isInstance(message)) {
    throw new Error("The answer is no AI message.");
  }
  const { response_metadata: metadata, additional_kwargs: kwargs } = message;
  const blocks = message.contentBlocks;
  const created = readNumber(metadata, "created");
  return createAnswer({
    text: message.text,
    reasoning: joinTexts(blocks, "reasoning", "reasoning"),
    echoes: blocks.flatMap((block) => (isCall(block) ? [] : readEcho(block))),
    vendorBlocks: blocks.flatMap(readVendorBlock),
    refusal: blocks
      .map((block) => (block.type === "non_standard" ? readText(block.value, "refusal") : ""))
      .join(""),
    toolCalls: readToolCalls(blocks),
    images: blocks.flatMap((block) => (block.type === "image" ? [readImage(block)] : [])),
    audio: blocks.flatMap((block) =>
      block.type === "audio"
        ? [
            {
              id: readText(block, "id") ?? readText(kwargs["audio"], "id"),
              data: readText(block, "data") ?? "",
              transcript: readText(block, "transcript") ?? "",
            },
          ]
        : [],
    ),
    citations: blocks.flatMap((block) =>
      readList(block, "annotations").map((annotation) => ({
        url: readText(annotation, "url"),
        title: readText(annotation, "title"),
        filename: readText(annotation, "filename"),
        fileId: readText(annotation, "fileId"),
        content: readText(annotation, "citedText"),
        startIndex: readNumber(annotation, "startIndex"),
        endIndex: readNumber(annotation, "endIndex"),
      })),
    ),
    logprobs: readList(metadata["logprobs"], "content"),
    usage: readUsage(message.usage_metadata, readNumber(metadata, "cost")),
    ...readFinishReason(readText(metadata, "finish_reason")),
    finishDetails: metadata["finish_details"],
    id: message.id,
    model: readText(metadata, "model_name"),
    createdAtMs: created === undefined ? undefined : created * 1000,
    systemFingerprint: readText(metadata, "system_fingerprint"),
    serviceTier: readText(metadata, "service_tier"),
  });
}

/** Core's finish reason for each of LangChain's. Any other is the vendor's own word. */
const finishReasons: Record<string, string> = {
  stop: "stop",
  length: "length",
  content_filter: "content-filter",
  tool_calls: "tool-calls",
  // Of LangChain's event protocol.
  tool_use: "tool-calls",
  error: "error",
  interrupted: "interrupted",
};

function readFinishReason(
  word: string | undefined,
): Pick<Answer, "finishReason" | "rawFinishReason"> {
  if (word === undefined) return { finishReason: undefined, rawFinishReason: undefined };
  const finishReason = finishReasons[word];
  return finishReason === undefined
    ? { finishReason: "other", rawFinishReason: word }
    : { finishReason, rawFinishReason: undefined };
}

function readToolCalls(blocks: readonly ContentBlock[]): AnswerToolCall[] {
  return blocks.flatMap((block) => {
    if (!isCall(block)) return [];
    const { args } = block;
    return {
      id: block.id,
      name: readText(block, "name") ?? "",
      arguments: typeof args === "string" ? args : JSON.stringify(args),
      isComplete: block.type === "tool_call",
      echo: readEcho(block)[0],
    };
  });
}

function readImage(block: ContentBlock): AnswerImage {
  const url = readText(block, "url");
  return url === undefined
    ? { data: readText(block, "data") ?? "", mediaType: readText(block, "mimeType") ?? "" }
    : { url };
}

function readUsage(usage: UsageMetadata | undefined, cost: number | undefined): Answer["usage"] {
  return (
    usage && {
      inputTokens: usage.input_tokens,
      cacheReadTokens: usage.input_token_details?.cache_read,
      cacheWriteTokens: usage.input_token_details?.cache_creation,
      audioInputTokens: usage.input_token_details?.audio,
      outputTokens: usage.output_tokens,
      reasoningTokens: usage.output_token_details?.reasoning,
      audioOutputTokens: usage.output_token_details?.audio,
      cost,
    }
  );
}

function joinTexts(blocks: readonly ContentBlock[], type: string, field: string): string {
  return blocks.map((block) => (block.type === type ? readText(block, field) : "")).join("");
}

function isCall({ type }: ContentBlock): boolean {
  return type === "tool_call" || type === "invalid_tool_call";
}

function readEcho(block: ContentBlock): AnswerEcho[] {
  const echo = readField(block, "echo");
  const api = readText(echo, "api");
  return api === undefined ? [] : [{ api, data: readField(echo, "data") }];
}

/** Of the blocks made from one vendor's block, the last keeps it. */
function readVendorBlock(shown: ContentBlock): AnswerVendorBlock[] {
  const kept = readField(shown, "vendor_block");
  const api = readText(kept, "api");
  if (api === undefined) return [];
  const toolCall = readField(kept, "toolCall");
  const toolResult = readField(kept, "toolResult");
  return [{ api, block: readField(kept, "block"), toolCall, toolResult }];
}
