import { invalidArgument } from "../../errors/invalid-answer.ts";
import type { ChatMessage } from "../chat-request.ts";

const ROLES: Readonly<Record<ChatMessage["role"], true>> = {
  system: true,
  developer: true,
  user: true,
  assistant: true,
  tool: true,
};

/**
 * Checks the shape of a conversation, for callers without TypeScript and for conversations that were stored.
 *
 * @throws `CometAPIError` `invalid-argument`, which names the message.
 */
export function checkMessages(messages: readonly ChatMessage[]): void {
  if (!Array.isArray(messages)) {
    const example = '[{ role: "user", content: "Hello" }]';
    throw invalidArgument(`\`messages\` must be a list of messages, such as ${example}.`);
  }
  for (const [index, { role, content }] of messages.entries()) {
    if (!Object.hasOwn(ROLES, role)) {
      const known = Object.keys(ROLES).join(", ");
      throw invalidArgument(`The role of \`messages[${index}]\` must be one of: ${known}.`);
    }
    if (typeof content !== "string" && !Array.isArray(content)) {
      throw invalidArgument(
        `The content of \`messages[${index}]\` must be a text or a list of parts.`,
      );
    }
  }
}
