import { findJSONAnswers } from "@cometapi/core";
import { AIMessage, AIMessageChunk, type BaseMessage } from "@langchain/core/messages";
import {
  BaseCumulativeTransformOutputParser,
  OutputParserException,
} from "@langchain/core/output_parsers";
import { Runnable, type RunnableConfig } from "@langchain/core/runnables";

/**
 * Parses structured output with one of LangChain's parsers. If nothing fits, it parses the JSON that it finds
 * in the text: in a code fence, within words, or wrapped in another object. Models write so if they are not
 * held to a schema, or answer in words where they should call a tool. The model is not asked again.
 *
 * Throws the parser's error for the likeliest reading, which holds the schema's own complaints.
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
        // The message itself, then the likeliest JSON in it: its error says what the schema wants.
        if (index <= 1) failure = error;
      }
    }
    throw failure ?? new OutputParserException("The answer holds no object.", message.text);
  }

  /** Yields parts as they come if the parser does. If it yields none, the whole answer is parsed. */
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

  /** For each JSON in the text, the message as if the model had said nothing else. */
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
