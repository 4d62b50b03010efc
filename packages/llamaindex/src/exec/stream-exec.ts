import type { ToolCall } from "@llamaindex/core/llms";
import type { ZodInfer, ZodSchema } from "@llamaindex/core/zod";
import type { ChatParams } from "../chat/chat-params.ts";
import type { CometAPIMessage } from "../chat/message-options.ts";
import { startStream } from "../chat/start-stream.ts";
import type { CometAPIChunk } from "../chat/streamed-answer.ts";
import { joinChunks } from "../convert/join-chunks.ts";
import { type ExecResult, finishRound, planRound } from "./exec-round.ts";

/** One round on its way. */
export interface ExecStream<T> {
  stream: AsyncIterable<CometAPIChunk>;
  /** @throws Error while the stream has not been read to its end. */
  newMessages: () => CometAPIMessage[];
  /** Filled when the stream has ended, or immediately if the answer has only tool calls. */
  toolCalls: ToolCall[];
  /** Known when `toolCalls` are. */
  readonly object?: T | undefined;
  /** Known when `toolCalls` are. */
  readonly complaint?: string | undefined;
}

/**
 * As `exec`, streamed. A structured answer is asked for by a tool, so that it is known when this promise
 * resolves, unless the model writes text before it.
 */
export async function streamExec<Z extends ZodSchema>(
  params: ChatParams<Z>,
  chat: (params: ChatParams) => Promise<AsyncIterable<CometAPIChunk>>,
): Promise<ExecStream<ZodInfer<Z>>> {
  const round = planRound(params);
  const toolCalls: ToolCall[] = [];
  let result: ExecResult<ZodInfer<Z>> | undefined;
  async function* run(): AsyncGenerator<CometAPIChunk, void> {
    const chunks: CometAPIChunk[] = [];
    for await (const chunk of await chat(round.params)) {
      chunks.push(chunk);
      yield chunk;
    }
    result = await finishRound(round, joinChunks(chunks));
    toolCalls.push(...result.toolCalls);
  }
  // Whoever wants an object may take it before reading: only then is reasoning held back for it.
  const isShown = ({ delta, options }: CometAPIChunk): boolean =>
    delta !== "" || (round.format === undefined && options?.thinking !== undefined);
  const stream = await startStream(run(), isShown);
  return {
    stream,
    newMessages: () => {
      if (result !== undefined) return result.newMessages;
      throw new Error("There are no new messages before the stream has been read to its end.");
    },
    toolCalls,
    get object() {
      return result === undefined ? round.earlierObject : result.object;
    },
    get complaint() {
      return result?.complaint;
    },
  };
}
