import { DefaultChatTransport } from "ai";
import type { ChatChoices } from "../shared/chat-choices.ts";
import type { ChatMessage } from "../shared/chat-message.ts";

/** What each request contains besides its messages. */
export interface RequestOptions {
  choices: ChatChoices;
  budget?: { maxUSD: number; spentUSD: number } | undefined;
}

/** How `useChat` reaches this server. `readOptions` is called for every request. */
export function createTransport(
  readOptions: () => RequestOptions,
): DefaultChatTransport<ChatMessage> {
  return new DefaultChatTransport<ChatMessage>({
    api: "/api/chat",
    prepareSendMessagesRequest: ({ messages }) => ({ body: { messages, ...readOptions() } }),
  });
}
