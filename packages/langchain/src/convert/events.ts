import type { ChatEvent, ResponseMetadataEvent, ChatUsage, FinishEvent } from "@cometapi/core";
import { ChatGenerationChunk } from "@langchain/core/outputs";
import { createMessageChunk } from "../message-chunk.ts";
import { ChoiceFold } from "./choice-fold.ts";
import { type AnswerContext, createResponseMetadata, modelProvider } from "./response-metadata.ts";
import { convertUsage } from "./usage.ts";

/** A chunk and the choice it belongs to. */
export interface ConvertedChunk {
  choiceIndex: number;
  chunk: ChatGenerationChunk;
}

/**
 * Turns the events of one streamed answer into LangChain's chunks, batch by batch.
 *
 * All deltas of a batch become one chunk per choice, because LangChain joins every chunk with all
 * that came before it. The end of the answer is a chunk of its own: usage, served model and finish
 * reason come in it once, since LangChain adds numbers up and appends strings.
 */
export class ChunkConverter {
  readonly #context: AnswerContext;
  readonly #isFolding: boolean;
  readonly #folds = new Map<number, ChoiceFold>();
  #metadata: ResponseMetadataEvent | undefined;
  #usage: ChatUsage | undefined;
  #isFirstEnd = true;

  constructor(context: AnswerContext, isFolding: boolean) {
    this.#context = context;
    this.#isFolding = isFolding;
  }

  /**
   * The chunks of one batch. Error events are left to the caller.
   *
   * @param isOver Whether nothing follows, also where the answer did not finish. Default false.
   */
  convert(batch: readonly ChatEvent[], isOver = false): ConvertedChunk[] {
    const chunks: ConvertedChunk[] = [];
    const ends: FinishEvent[] = [];
    for (const event of batch) {
      switch (event.type) {
        case "response-metadata":
          this.#metadata = event;
          break;
        case "usage":
          this.#usage = event.usage;
          break;
        case "finish":
          this.#foldOf(event.choiceIndex).finish();
          ends.push(event);
          break;
        case "error":
        case "ping":
        case "raw":
          break;
        default:
          this.#foldOf(event.choiceIndex).add(event);
          if (!this.#isFolding) this.#flush(chunks);
      }
    }
    if (isOver) for (const fold of this.#folds.values()) fold.finish();
    this.#flush(chunks);
    for (const end of ends) chunks.push(this.#createEnd(end));
    return chunks;
  }

  #foldOf(choiceIndex: number): ChoiceFold {
    const known = this.#folds.get(choiceIndex);
    if (known !== undefined) return known;
    const fold = new ChoiceFold();
    this.#folds.set(choiceIndex, fold);
    return fold;
  }

  #flush(chunks: ConvertedChunk[]): void {
    for (const [choiceIndex, fold] of this.#folds) {
      if (!fold.isEmpty) chunks.push(this.#createChunk(choiceIndex, fold));
    }
  }

  #createChunk(choiceIndex: number, fold: ChoiceFold): ConvertedChunk {
    const { text, toolCallChunks, extras, logprobs } = fold.take();
    const id = this.#metadata?.id;
    const message = createMessageChunk({
      content: text,
      tool_call_chunks: toolCallChunks,
      additional_kwargs: extras,
      response_metadata: { model_provider: modelProvider },
      ...(id !== undefined && { id }),
    });
    const chunk = new ChatGenerationChunk({
      text,
      message,
      ...(logprobs.length > 0 && { generationInfo: { logprobs: { content: logprobs } } }),
    });
    return { choiceIndex, chunk };
  }

  #createEnd({ choiceIndex, reason, rawReason }: FinishEvent): ConvertedChunk {
    const usage = this.#usage;
    this.#usage = undefined;
    const metadata = this.#metadata;
    const response_metadata = this.#isFirstEnd
      ? createResponseMetadata(this.#context, { metadata, usage, reason, rawReason })
      : { model_provider: modelProvider };
    this.#isFirstEnd = false;
    const message = createMessageChunk({
      content: "",
      response_metadata,
      ...(usage !== undefined && { usage_metadata: convertUsage(usage) }),
      ...(metadata?.id !== undefined && { id: metadata.id }),
    });
    const chunk = new ChatGenerationChunk({
      text: "",
      message,
      generationInfo: { finish_reason: response_metadata["finish_reason"] },
    });
    return { choiceIndex, chunk };
  }
}
