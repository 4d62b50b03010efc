import {
  accumulateChatEvents,
  type ChatEvent,
  type ChatUsage,
  createContentOutline,
  type EventLog,
  type FinishEvent,
  type ResponseMetadataEvent,
} from "@cometapi/core";
import { ChatGenerationChunk } from "@langchain/core/outputs";
import { createMessageChunk, invalidToolCallsKey } from "../message-chunk.ts";
import { ChoiceFold, type FoldedContent } from "./choice-fold.ts";
import { outlineKey } from "./echo.ts";
import { type AnswerContext, createResponseMetadata, modelProvider } from "./response-metadata.ts";
import { convertUsage } from "./usage.ts";

/** A chunk and the index of its choice. */
export interface ConvertedChunk {
  choiceIndex: number;
  chunk: ChatGenerationChunk;
}

/**
 * Turns the events of one streamed answer into LangChain's chunks, batch by batch.
 *
 * All deltas of a batch become one chunk per choice, because LangChain joins every chunk with all
 * that came before it. Usage, served model and finish reason come once, in a last chunk of their own:
 * LangChain adds the numbers of all chunks up, and appends their strings.
 */
export class ChunkConverter {
  readonly #context: AnswerContext;
  readonly #folds = new Map<number, ChoiceFold>();
  readonly #log: EventLog;
  #metadata: ResponseMetadataEvent | undefined;
  #usage: ChatUsage | undefined;
  #hasFinished = false;

  /** @param log Holds the events of the answer, including those of the batch that is being converted. */
  constructor(context: AnswerContext, log: EventLog) {
    this.#context = context;
    this.#log = log;
  }

  /** The chunks of one batch. Error events are left to the caller. */
  convert(batch: readonly ChatEvent[]): ConvertedChunk[] {
    const chunks: ConvertedChunk[] = [];
    const finishes: FinishEvent[] = [];
    for (const event of batch) {
      switch (event.type) {
        case "response-metadata":
          this.#metadata = event;
          break;
        case "usage":
          this.#usage = event.usage;
          break;
        case "finish":
          this.#foldOf(event.choiceIndex).end();
          finishes.push(event);
          break;
        case "error":
        case "ping":
        case "raw":
          break;
        default:
          this.#foldOf(event.choiceIndex).add(event);
      }
    }
    this.#flush(chunks);
    for (const event of finishes) chunks.push(this.#createLastChunk(event));
    return chunks;
  }

  /** The chunks that an answer still needs after its last batch: the outlines, if it broke off. */
  end(): ConvertedChunk[] {
    if (this.#hasFinished) return [];
    return [...this.#folds.keys()].flatMap((choiceIndex) => {
      const additional_kwargs = this.#createOutline(choiceIndex);
      if (Object.keys(additional_kwargs).length === 0) return [];
      const message = createMessageChunk({ content: "", additional_kwargs });
      return [{ choiceIndex, chunk: new ChatGenerationChunk({ text: "", message }) }];
    });
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
      const content = fold.take();
      if (content !== undefined) chunks.push({ choiceIndex, chunk: this.#createChunk(content) });
    }
  }

  #createChunk(content: FoldedContent): ChatGenerationChunk {
    const { text, kwargs, toolCallChunks, invalidToolCalls, logprobs } = content;
    const id = this.#metadata?.id;
    const message = createMessageChunk({
      content: text,
      response_metadata: { model_provider: modelProvider },
      ...(toolCallChunks !== undefined && { tool_call_chunks: toolCallChunks }),
      ...(kwargs !== undefined && { additional_kwargs: kwargs }),
      ...(invalidToolCalls !== undefined && {
        additional_kwargs: { ...kwargs, [invalidToolCallsKey]: invalidToolCalls },
      }),
      ...(id !== undefined && { id }),
    });
    return new ChatGenerationChunk({
      text,
      message,
      ...(logprobs !== undefined && { generationInfo: { logprobs: { content: logprobs } } }),
    });
  }

  /** The outline as `additional_kwargs`. Only the last chunk has one: LangChain would join the lists of two. */
  #createOutline(choiceIndex: number): Record<string, unknown> {
    const { choices } = accumulateChatEvents(this.#log.events);
    const choice = choices.find((known) => known.choiceIndex === choiceIndex);
    const outline = choice === undefined ? undefined : createContentOutline(choice.content);
    return outline === undefined ? {} : { [outlineKey]: outline };
  }

  /** LangChain adds up the usage of all chunks, so only the first choice that ends has it. */
  #createLastChunk(finish: FinishEvent): ConvertedChunk {
    const { choiceIndex, reason, rawReason, details } = finish;
    const metadata = this.#metadata;
    const usage = this.#usage;
    this.#usage = undefined;
    this.#hasFinished = true;
    const response_metadata = createResponseMetadata(this.#context, {
      metadata,
      usage,
      reason,
      rawReason,
      details,
    });
    const message = createMessageChunk({
      content: "",
      additional_kwargs: this.#createOutline(choiceIndex),
      response_metadata,
      ...(usage !== undefined && { usage_metadata: convertUsage(usage) }),
      ...(metadata?.id !== undefined && { id: metadata.id }),
    });
    const { finish_reason } = response_metadata;
    const chunk = new ChatGenerationChunk({ text: "", message, generationInfo: { finish_reason } });
    return { choiceIndex, chunk };
  }
}
