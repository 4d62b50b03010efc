import type { CometAPIMessage } from "../chat/message-options.ts";
import type { ExecResult } from "../exec/exec-round.ts";
import type { FailureWriter } from "../settings/chat-options.ts";
import { isAgentFailure, markFailure } from "./agent-failure.ts";

/**
 * Asks for the structured form of an agent's answer. A failure becomes a message instead of being thrown.
 *
 * @param messages The agent's answer. If it reports a failure, nothing is asked: an object made from its
 * text would be invented.
 */
export async function execForAgent<T>(
  messages: readonly CometAPIMessage[],
  ask: () => Promise<ExecResult<T>>,
  describeFailure: FailureWriter,
): Promise<ExecResult<T>> {
  const failed = messages.filter(isAgentFailure);
  if (failed.length > 0) return { newMessages: failed, toolCalls: [], object: undefined };
  try {
    return await ask();
  } catch (error) {
    const content = markFailure(describeFailure(error), "");
    return { newMessages: [{ role: "assistant", content, options: { error } }], toolCalls: [] };
  }
}
