import { findJSONAnswers } from "@cometapi/core";
import { AIMessage, AIMessageChunk, type BaseMessage } from "@langchain/core/messages";
import {
  BaseCumulativeTransformOutputParser,
  OutputParserException,
} from "@langchain/core/output_parsers";
import { Runnable, type RunnableConfig } from "@langchain/core/runnables";

/**
 * Reads structured output by one of LangChain's parsers, and where that finds nothing that fits, what the
 * text may mean: JSON in a fence, within words or wrapped in another object, as models write it that are
 * not held to a schema, or that answer in words where they should call a tool. Nothing is asked twice.
 *
 * Throws what the parser says of the likeliest meaning: the schema's own complaints.
 */
export class AnswerParser<T extends object> extends Runnable<BaseMessage, T> {
  static override lc_name(): string {
    return "AnswerParser";
  }

  override lc_namespace: string[] = ["cometapi", "output_parsers"];
  readonly #parser: Runnable<BaseMessage, T>;
  readonly #toolName: string | undefined;

  /** @param toolName The tool that the model calls with the answer. Undefined if the answer is text. */
  constructor(parser: Runnable<BaseMessage, T>, toolName?: string) {
    super();
    this.#parser = parser;
    this.#toolName = toolName;
  }

  override async invoke(message: BaseMessage, options?: Partial<RunnableConfig>): Promise<T> {
    const readings = [message, ...this.#findReadings(message)];
    let failure: unknown;
    for (const [index, reading] of readings.entries()) {
      try {
        const parsed: T | undefined = await this.#parser.invoke(reading, options);
        if (parsed !== undefined) return parsed;
      } catch (error) {
        // Of the message itself, or of the JSON in it: it says what the schema complains of.
        if (index <= 1) failure = error;
      }
    }
    throw failure ?? new OutputParserException("The answer holds no object.", message.text);
  }

  /** Hands parts out as they come where the parser does; of the others, what the whole answer means. */
  override async *transform(
    messages: AsyncGenerator<BaseMessage>,
    options: Partial<RunnableConfig>,
  ): AsyncGenerator<T> {
    if (!(this.#parser instanceof BaseCumulativeTransformOutputParser)) {
      yield* super.transform(messages, options);
      return;
    }
    const read: AIMessageChunk[] = [];
    let isEmpty = true;
    for await (const part of this.#parser.transform(keep(messages, read), options)) {
      isEmpty = false;
      yield part;
    }
    const [first, ...others] = read;
    if (!isEmpty || first === undefined) return;
    yield this.invoke(
      others.reduce((joined, chunk) => joined.concat(chunk), first),
      options,
    );
  }

  /** The message as it would be if the model had said nothing but its answer. */
  #findReadings(message: BaseMessage): BaseMessage[] {
    const name = this.#toolName;
    if (name !== undefined && AIMessage.isInstance(message) && message.tool_calls?.length)
      return [];
    return findJSONAnswers(message.text).flatMap((answer) => {
      if (name === undefined) return [new AIMessage(JSON.stringify(answer))];
      if (typeof answer !== "object" || answer === null) return [];
      const call = { type: "tool_call" as const, id: "answer", name, args: { ...answer } };
      return [new AIMessage({ content: "", tool_calls: [call] })];
    });
  }
}

async function* keep(
  messages: AsyncGenerator<BaseMessage>,
  read: AIMessageChunk[],
): AsyncGenerator<BaseMessage> {
  for await (const message of messages) {
    if (AIMessageChunk.isInstance(message)) read.push(message);
    yield message;
  }
}
