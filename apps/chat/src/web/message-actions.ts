import type { ChatMessage } from "../shared/chat-message.ts";

/** What can be done with a message. */
export interface MessageActions {
  /** Asks for another answer in the place of this one. */
  retry: (id: string) => void;
  /** Asks again in other words, on a branch of its own. */
  edit: (message: ChatMessage, text: string) => void;
  /** Shows the branch of another version. */
  showVersion: (id: string) => void;
  /** Lets a tool run, or not. */
  decide: (approvalId: string, isApproved: boolean) => void;
}
