import { invalidRequestError } from "../../http/known-errors.ts";
import { unseal } from "../../signing/seal.ts";
import { isSignatureOf } from "../../signing/sign-thought.ts";
import type { ReasoningMemory } from "../../signing/reasoning-memory.ts";
import { blocksOf } from "./convert-messages.ts";
import type { ContentBlock, Message, MessagesBody } from "./messages-body.ts";

/**
 * Checks that thoughts come back as they were sent: every one with its own signature, and in a tool loop all of those
 * that led to its calls.
 */
export function checkThoughts({ messages, thinking }: MessagesBody, memory: ReasoningMemory): void {
  for (const [index, message] of messages.entries()) checkSignatures(message, index);
  const type = thinking?.type ?? "disabled";
  if (type === "disabled") return;
  // A loop begins after the last user message that is not a tool result, and ends with the last results.
  const loopStart = messages.findLastIndex(
    (message) =>
      message.role === "user" && blocksOf(message).every((block) => block.type !== "tool_result"),
  );
  const lastIndex = messages.findLastIndex((message) => message.role === "assistant");
  for (const [index, message] of messages.entries()) {
    if (message.role !== "assistant" || index <= loopStart) continue;
    const blocks = blocksOf(message);
    if (blocks.every((block) => block.type !== "tool_use")) continue;
    if (type === "enabled" && index === lastIndex) requireThoughtFirst(blocks, index);
    requireAllThoughts(blocks, index, memory);
  }
}

function checkSignatures(message: Message, index: number): void {
  for (const [position, block] of blocksOf(message).entries()) {
    const place = `messages.${index}.content.${position}`;
    if (block.type === "thinking" && !isSignatureOf(block.signature, block.thinking)) {
      throw invalidRequestError(`${place}: Invalid \`signature\` in \`thinking\` block`);
    }
    if (
      block.type === "redacted_thinking" &&
      unseal("redacted thinking", block.data) === undefined
    ) {
      throw invalidRequestError(`${place}: Invalid \`data\` in \`redacted_thinking\` block`);
    }
  }
}

function requireThoughtFirst([first]: readonly ContentBlock[], index: number): void {
  if (first === undefined || isThought(first)) return;
  throw invalidRequestError(
    `messages.${index}.content.0.type: Expected \`thinking\` or \`redacted_thinking\`, but found \`${first.type}\`. When \`thinking\` is enabled, a final \`assistant\` message must start with a thinking block (preceeding the lastmost set of \`tool_use\` and \`tool_result\` blocks). We recommend you include thinking blocks from previous turns. To avoid this requirement, disable \`thinking\`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking`,
  );
}

function requireAllThoughts(
  blocks: readonly ContentBlock[],
  index: number,
  memory: ReasoningMemory,
): void {
  const given = new Set(
    blocks.map((block) =>
      block.type === "thinking"
        ? block.signature
        : block.type === "redacted_thinking"
          ? block.data
          : "",
    ),
  );
  const wanted = blocks.flatMap((block) =>
    block.type === "tool_use" ? memory.marksOf(block.id) : [],
  );
  if (wanted.every((mark) => given.has(mark))) return;
  throw invalidRequestError(
    `messages.${index}.content.0: \`thinking\` or \`redacted_thinking\` blocks in the latest assistant message cannot be modified. These blocks must remain as they were in the original response.`,
  );
}

function isThought({ type }: ContentBlock): boolean {
  return type === "thinking" || type === "redacted_thinking";
}
