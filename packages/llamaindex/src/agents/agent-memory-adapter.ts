import { isObject } from "@cometapi/core";
import type { MessageAdapter } from "@llamaindex/core/memory";
import type { CometAPIMessage } from "../chat/message-options.ts";
import { isAgentFailure, readFailure, withoutFailures } from "./agent-failure.ts";
import { restoreDroppedOptions } from "./dropped-options.ts";

/**
 * Lets a memory keep an agent's answers as the model gave them: with the reasoning and signatures that the
 * agent drops, and without the text of a failure, which is in `options.error.message` instead.
 *
 * ```ts
 * const memory = createMemory({ customAdapters: { cometapi: agentMemoryAdapter } });
 * ```
 *
 * Without it the text stays in the memory, because LlamaIndex stores what the agent answered. In both cases
 * it is not sent to a model.
 */
export const agentMemoryAdapter: MessageAdapter<CometAPIMessage> = {
  isCompatible: (message): message is CometAPIMessage => isAnswer(message),
  toMemory: (message) => {
    const [restored = message] = restoreDroppedOptions([message]);
    return { id: crypto.randomUUID(), createdAt: new Date(), ...withoutWords(restored) };
  },
  fromMemory: ({ role, content, options }) => ({ role, content, options }),
};

function isAnswer(message: unknown): boolean {
  return isObject(message) && message["role"] === "assistant" && "content" in message;
}

function withoutWords(message: CometAPIMessage): CometAPIMessage {
  if (!isAgentFailure(message)) return message;
  const error = { message: readFailure(message) };
  return {
    ...message,
    content: withoutFailures(message.content),
    options: { ...message.options, error },
  };
}
