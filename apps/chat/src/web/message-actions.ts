import type { ChatMessage } from "../shared/chat-message.ts";

/** What can be done with a message. */
export interface MessageActions {
  /** Asks again for an answer, as another version of this one. */
  retry: (id: string) => void;
  /** Sends the message with another text, on a new branch. */
  edit: (message: ChatMessage, text: string) => void;
  /** Shows the branch of another version. */
  showVersion: (id: string) => void;
  /** Allows or denies the call of a tool. */
  decide: (approvalId: string, decision: "allow" | "deny") => void;
}
