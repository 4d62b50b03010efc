import { isObject } from "@cometapi/core";
import type { ChatMessage } from "@llamaindex/core/llms";
import type { MessageAdapter } from "@llamaindex/core/memory";
import { isAgentFailure, readFailure, withoutFailures } from "./agent-failure.ts";
import type { CometAPIMessageOptions } from "./message-options.ts";
import { restoreMessageOptions } from "./restore-message-options.ts";

type Message = ChatMessage<CometAPIMessageOptions>;

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
export const agentMemoryAdapter: MessageAdapter<Message> = {
  isCompatible: (message): message is Message => isAnswer(message),
  toMemory: (message) => {
    const [restored = message] = restoreMessageOptions([message]);
    return { id: crypto.randomUUID(), createdAt: new Date(), ...withoutWords(restored) };
  },
  fromMemory: ({ role, content, options }) => ({ role, content, options }),
};

function isAnswer(message: unknown): boolean {
  return isObject(message) && message["role"] === "assistant" && "content" in message;
}

function withoutWords(message: Message): Message {
  if (!isAgentFailure(message)) return message;
  const error = { message: readFailure(message) };
  return {
    ...message,
    content: withoutFailures(message.content),
    options: { ...message.options, error },
  };
}
