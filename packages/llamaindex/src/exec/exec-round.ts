import type { ToolCall } from "@llamaindex/core/llms";
import { extractText } from "@llamaindex/core/utils";
import type { ZodInfer, ZodSchema } from "@llamaindex/core/zod";
import type { ChatParams } from "../chat/chat-params.ts";
import type { CometAPIMessage } from "../chat/message-options.ts";
import { findFormatSchema } from "../convert/response-format.ts";
import { toToolCall } from "../convert/tool-call.ts";
import { createFormatTool, FORMAT_TOOL, readFormatCall } from "./format-tool.ts";
import { runTool, type ToolLogger } from "./run-tool.ts";
import { parseStructured } from "./structured-output.ts";

/** What came of one round: the model's answer, and the results of the tools it called. */
export interface ExecResult<T> {
  newMessages: CometAPIMessage[];
  /** The calls the model made. Empty when it is done. */
  toolCalls: ToolCall[];
  /** The structured answer. Undefined when there is none yet, or none that fits. */
  object?: T | undefined;
  /** What the schema complains of in a structured answer that does not fit. */
  complaint?: string | undefined;
}

/** One round: the model is asked once, and the tools that it calls are run. */
export interface ExecRound<Z extends ZodSchema> {
  /** What is asked. A structured answer is a tool among the others. */
  params: ChatParams;
  logger: ToolLogger;
  format: Z | object | undefined;
  /** The structured answer, if the model gave it in the round before. */
  earlierObject: ZodInfer<Z> | undefined;
}

/**
 * Offers the structured answer as a tool and forces the model to call a tool. If the model has just given that
 * answer, it is not forced and may finish in words; otherwise a caller's loop would never end.
 */
export function planRound<Z extends ZodSchema>(params: ChatParams<Z>): ExecRound<Z> {
  const { responseFormat, logger, ...asked } = params;
  const format = hasForm(responseFormat) ? responseFormat : undefined;
  if (format === undefined) return { params: asked, logger, format, earlierObject: undefined };
  const { messages, tools = [], additionalChatOptions } = asked;
  const offered = [...tools, createFormatTool(format)];
  const earlierObject = findEarlierObject(messages, format);
  if (earlierObject !== undefined) {
    return { params: { ...asked, tools: offered }, logger, format, earlierObject };
  }
  const toolChoice = tools.length > 0 ? "required" : { toolName: FORMAT_TOOL };
  return {
    params: {
      messages: askInsteadOfPrefill(messages),
      tools: offered,
      additionalChatOptions: { toolChoice, ...additionalChatOptions },
    },
    logger,
    format,
    earlierObject,
  };
}

// `{ type: "text" }` is a response format too.
function hasForm(responseFormat: object | undefined): boolean {
  return responseFormat !== undefined && findFormatSchema(responseFormat) !== undefined;
}

function findEarlierObject<Z extends ZodSchema>(
  messages: readonly CometAPIMessage[],
  format: Z | object,
): ZodInfer<Z> | undefined {
  const last = messages.at(-1)?.options?.toolResult;
  if (last?.name !== FORMAT_TOOL || last.isError) return undefined;
  const calls = messages.flatMap(({ options }) => options?.toolCall ?? []);
  const call = calls.findLast(({ id }) => id === last.id);
  return call && readFormatCall(format, call.input).object;
}

/** Makes a lone message of the assistant the user's: agents ask for a form like this, and vendors take it for a prefill. */
export function askInsteadOfPrefill(messages: CometAPIMessage[]): CometAPIMessage[] {
  const [only] = messages;
  return messages.length === 1 && only?.role === "assistant"
    ? [{ ...only, role: "user" }]
    : messages;
}

/** Runs the tools that an answer calls, one after the other, and reads the structured answer out of it. */
export async function finishRound<Z extends ZodSchema>(
  { params, logger, format, earlierObject }: ExecRound<Z>,
  message: CometAPIMessage,
): Promise<ExecResult<ZodInfer<Z>>> {
  const calls = message.options?.toolCall ?? [];
  const result: ExecResult<ZodInfer<Z>> = {
    newMessages: [message],
    toolCalls: calls.map(toToolCall),
    object: earlierObject,
  };
  for (const call of calls) {
    result.newMessages.push(await runTool(params.tools ?? [], call, logger));
  }
  if (format === undefined) return result;
  const given = result.toolCalls.filter(({ name }) => name === FORMAT_TOOL);
  for (const { input } of given) Object.assign(result, readFormatCall(format, input));
  // A model that is not forced, or cannot be, may give the answer in words.
  if (calls.length === 0 && earlierObject === undefined) {
    Object.assign(result, parseStructured(format, extractText(message.content)));
  }
  return result;
}
