import { CometAPIError } from "@cometapi/core";
import type { ChatMessage, ToolCall } from "@llamaindex/core/llms";
import { extractText } from "@llamaindex/core/utils";
import type { ZodInfer, ZodSchema } from "@llamaindex/core/zod";
import type { CallParams, CometAPIResponse } from "./chat-caller.ts";
import type { CometAPIMessageOptions } from "./message-options.ts";
import { joinChunks } from "./join-chunks.ts";
import { runTool, type ToolLogger, toToolCall } from "./run-tool.ts";
import { startStream } from "./start-stream.ts";
import type { CometAPIChunk } from "./streamed-answer.ts";
import {
  createFormatTool,
  fitStructured,
  FORMAT_TOOL,
  parseStructured,
} from "./structured-output.ts";

type Message = ChatMessage<CometAPIMessageOptions>;

/** What one round is to do. Nothing of it is changed. */
export interface ExecParams<Z extends ZodSchema> extends CallParams {
  responseFormat?: Z | object | undefined;
  /** Gets the result of each tool call. */
  logger?: ToolLogger;
}

/** What came of one round: the model's answer, and the results of the tools it called. */
export interface ExecResult<T> {
  newMessages: Message[];
  /** The calls the model made. Empty when it is done. */
  toolCalls: ToolCall[];
  /** The structured answer. Undefined when there is none yet, or none that fits. */
  object?: T | undefined;
  /** What the schema complains of in a structured answer that does not fit. */
  complaint?: string | undefined;
}

/** One round on its way. */
export interface ExecStream<T> {
  stream: AsyncIterable<CometAPIChunk>;
  /** @throws Error while the stream has not been read to its end. */
  newMessages: () => Message[];
  /** Filled when the stream has ended, or immediately if the answer has only tool calls. */
  toolCalls: ToolCall[];
  /** Known when `toolCalls` are. */
  readonly object?: T | undefined;
  /** Known when `toolCalls` are. */
  readonly complaint?: string | undefined;
}

/**
 * Asks the model and runs the tools it calls, once. Without tools, a structured answer is asked for in two
 * ways until one fits: by the vendor's response format (or in words if the vendor has none), and by a tool.
 *
 * @param first Which way is tried first: the tool where no schema is enforced on the model's answers.
 */
export async function exec<Z extends ZodSchema>(
  params: ExecParams<Z>,
  answer: (params: CallParams) => Promise<CometAPIResponse>,
  first: "response-format" | "tool",
): Promise<ExecResult<ZodInfer<Z>>> {
  const round = planRound(params);
  const { format, given } = round;
  const byTool = (): Promise<ExecResult<ZodInfer<Z>>> => answerByTool(round, answer);
  if (format === undefined || given !== undefined || params.tools?.length) return byTool();
  const inForm = (): Promise<ExecResult<ZodInfer<Z>> | undefined> =>
    answerInForm(params, format, answer);
  if (first === "response-format") return (await inForm()) ?? byTool();
  const result = await byTool();
  return result.object === undefined ? ((await inForm()) ?? result) : result;
}

async function answerByTool<Z extends ZodSchema>(
  round: Round<Z>,
  answer: (params: CallParams) => Promise<CometAPIResponse>,
): Promise<ExecResult<ZodInfer<Z>>> {
  const { message } = await answer(round.params);
  const result: ExecResult<ZodInfer<Z>> = {
    newMessages: [message],
    toolCalls: [],
    object: round.given,
  };
  await runCalls(round, message, result);
  return result;
}

/**
 * As {@link exec}, streamed. A structured answer is asked for by a tool, so that it is known when this promise
 * resolves, unless the model writes text before it.
 */
export async function streamExec<Z extends ZodSchema>(
  params: ExecParams<Z>,
  answer: (params: CallParams) => Promise<AsyncIterable<CometAPIChunk>>,
): Promise<ExecStream<ZodInfer<Z>>> {
  const round = planRound(params);
  const result: ExecResult<ZodInfer<Z>> = { newMessages: [], toolCalls: [], object: round.given };
  let isDone = false;
  async function* run(): AsyncGenerator<CometAPIChunk, void> {
    const chunks: CometAPIChunk[] = [];
    for await (const chunk of await answer(round.params)) {
      chunks.push(chunk);
      yield chunk;
    }
    const message = joinChunks(chunks);
    result.newMessages.push(message);
    await runCalls(round, message, result);
    isDone = true;
  }
  // Whoever wants an object may take it before reading: only then is reasoning held back for it.
  const isShown = ({ delta, options }: CometAPIChunk): boolean =>
    delta !== "" || (round.format === undefined && options?.thinking !== undefined);
  const stream = await startStream(run(), isShown);
  return {
    stream,
    newMessages: () => {
      if (isDone) return result.newMessages;
      throw new Error("There are no new messages before the stream has been read to its end.");
    },
    toolCalls: result.toolCalls,
    get object() {
      return result.object;
    },
    get complaint() {
      return result.complaint;
    },
  };
}

/** How one round is asked for. */
interface Round<Z extends ZodSchema> {
  params: CallParams;
  logger: ToolLogger;
  format: Z | object | undefined;
  /** The structured answer, where the round before gave it. */
  given: ZodInfer<Z> | undefined;
}

/**
 * Offers the structured answer as a tool and forces the model to call a tool. If the model has just given that
 * answer, it is not forced and may finish in words; otherwise a caller's loop would never end.
 */
function planRound<Z extends ZodSchema>(params: ExecParams<Z>): Round<Z> {
  const { responseFormat: format, logger, ...rest } = params;
  if (format === undefined) return { params: rest, logger, format, given: undefined };
  const { messages, tools = [], additionalChatOptions } = rest;
  const offered = [...tools, createFormatTool(format)];
  const given = findGiven(messages, format);
  if (given !== undefined) return { params: { ...rest, tools: offered }, logger, format, given };
  const toolChoice = tools.length > 0 ? "required" : { toolName: FORMAT_TOOL };
  return {
    params: {
      messages: askInsteadOfPrefill(messages),
      tools: offered,
      additionalChatOptions: { toolChoice, ...additionalChatOptions },
    },
    logger,
    format,
    given,
  };
}

function findGiven<Z extends ZodSchema>(
  messages: readonly Message[],
  format: Z | object,
): ZodInfer<Z> | undefined {
  const last = messages.at(-1)?.options?.toolResult;
  if (last?.name !== FORMAT_TOOL || last.isError) return undefined;
  const calls = messages.flatMap(({ options }) => options?.toolCall ?? []);
  const call = calls.findLast(({ id }) => id === last.id);
  return call && fitStructured(format, call.input).object;
}

// Agents ask for the form of their answer with that answer alone, which vendors take for a prefill.
function askInsteadOfPrefill(messages: Message[]): Message[] {
  const [only] = messages;
  return messages.length === 1 && only?.role === "assistant"
    ? [{ ...only, role: "user" }]
    : messages;
}

/** Asks for the structured answer as text. Undefined if this failed. */
async function answerInForm<Z extends ZodSchema>(
  params: CallParams,
  format: Z | object,
  answer: (params: CallParams) => Promise<CometAPIResponse>,
): Promise<ExecResult<ZodInfer<Z>> | undefined> {
  try {
    const { message } = await answer({ ...params, messages: askInsteadOfPrefill(params.messages) });
    const structured = parseStructured(format, extractText(message.content));
    const isFinal = structured.complaint === undefined || wasCut(message);
    return isFinal ? { newMessages: [message], toolCalls: [], ...structured } : undefined;
  } catch (error) {
    // The vendor that serves the model may refuse schemas, even if the model's traits say that it takes them.
    if (CometAPIError.isInstance(error) && error.code === "invalid-request") return undefined;
    throw error;
  }
}

function wasCut({ options }: Message): boolean {
  return options?.finishReason === "length";
}

async function runCalls<Z extends ZodSchema>(
  { params, logger, format, given }: Round<Z>,
  message: Message,
  result: ExecResult<ZodInfer<Z>>,
): Promise<void> {
  const calls = message.options?.toolCall ?? [];
  for (const call of calls) {
    result.newMessages.push(await runTool(params.tools ?? [], call, logger));
    const runnable = toToolCall(call);
    result.toolCalls.push(runnable);
    if (call.name !== FORMAT_TOOL || format === undefined) continue;
    Object.assign(result, fitStructured(format, runnable.input));
  }
  // A model that is not forced, or cannot be, may give the answer in words.
  if (calls.length === 0 && format !== undefined && given === undefined) {
    Object.assign(result, parseStructured(format, extractText(message.content)));
  }
}
