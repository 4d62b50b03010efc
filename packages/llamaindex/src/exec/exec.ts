import { CometAPIError } from "@cometapi/core";
import { extractText } from "@llamaindex/core/utils";
import type { ZodInfer, ZodSchema } from "@llamaindex/core/zod";
import type { CometAPIResponse } from "../chat/chat-caller.ts";
import type { ChatParams } from "../chat/chat-params.ts";
import { askInsteadOfPrefill, type ExecResult, finishRound, planRound } from "./exec-round.ts";
import { parseStructured } from "./structured-output.ts";

type Chat = (params: ChatParams) => Promise<CometAPIResponse>;

/**
 * Asks the model and runs the tools it calls, once. Without tools, a structured answer is asked for in two
 * ways until one fits: by the vendor's response format (or in words if the vendor has none), and by a tool.
 *
 * @param first Which way is tried first: the tool where no schema is enforced on the model's answers.
 */
export async function exec<Z extends ZodSchema>(
  params: ChatParams<Z>,
  chat: Chat,
  first: "response-format" | "tool",
): Promise<ExecResult<ZodInfer<Z>>> {
  const round = planRound(params);
  const { format, earlierObject } = round;
  const byTools = async (): Promise<ExecResult<ZodInfer<Z>>> =>
    finishRound(round, (await chat(round.params)).message);
  if (format === undefined || earlierObject !== undefined || params.tools?.length) return byTools();
  const byFormat = (): Promise<ExecResult<ZodInfer<Z>> | undefined> =>
    askByResponseFormat(params, format, chat);
  if (first === "response-format") return (await byFormat()) ?? byTools();
  const result = await byTools();
  return result.object === undefined ? ((await byFormat()) ?? result) : result;
}

/** Asks for the structured answer as text. Undefined if this failed and the other way is worth a try. */
async function askByResponseFormat<Z extends ZodSchema>(
  params: ChatParams,
  format: Z | object,
  chat: Chat,
): Promise<ExecResult<ZodInfer<Z>> | undefined> {
  try {
    const { message } = await chat({ ...params, messages: askInsteadOfPrefill(params.messages) });
    const structured = parseStructured(format, extractText(message.content));
    // The other way would be cut off as well.
    const isFinal =
      structured.complaint === undefined || message.options?.finishReason === "length";
    return isFinal ? { newMessages: [message], toolCalls: [], ...structured } : undefined;
  } catch (error) {
    // The vendor that serves the model may refuse schemas, even if the model's traits say that it takes them.
    if (CometAPIError.isInstance(error) && error.code === "invalid-request") return undefined;
    throw error;
  }
}
