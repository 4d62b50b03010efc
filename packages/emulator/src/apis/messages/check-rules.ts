import { invalidRequestError } from "../../http/known-errors.ts";
import type { ReasoningMemory } from "../../signing/reasoning-memory.ts";
import type { ServedTextModel } from "../text-api.ts";
import { checkThoughts } from "./check-thoughts.ts";
import { blocksOf } from "./convert-messages.ts";
import type { MessagesBody } from "./messages-body.ts";

/** Checks what a schema cannot say: tool results in their place, thoughts as they were, a budget that fits. */
export function checkMessagesRules(
  body: MessagesBody,
  model: ServedTextModel,
  memory: ReasoningMemory,
  isInterleaved: boolean,
): void {
  if (body.messages[0]?.role !== "user") {
    throw invalidRequestError('messages: first message must use the "user" role', "messages");
  }
  checkToolResults(body);
  if (!isInterleaved) checkBudget(body);
  // When the relay rewrites a message into another format, its thoughts are lost before anybody checks them.
  if (model.serving === "native") checkThoughts(body, memory);
  checkToolChoice(body);
}

function checkToolResults({ messages }: MessagesBody): void {
  let open: string[] = [];
  for (const [index, message] of messages.entries()) {
    const blocks = blocksOf(message);
    const answered = blocks.flatMap((block) =>
      block.type === "tool_result" ? [block.tool_use_id] : [],
    );
    const unexpected = answered.find((id) => !open.includes(id));
    if (unexpected !== undefined) {
      throw invalidRequestError(
        `messages.${index}.content: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${unexpected}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`,
      );
    }
    const missing = open.filter((id) => !answered.includes(id));
    if (missing.length > 0) throw missingResultError(index - 1, missing);
    open = blocks.flatMap((block) => (block.type === "tool_use" ? [block.id] : []));
  }
  if (open.length > 0) throw missingResultError(messages.length - 1, open);
}

function missingResultError(index: number, ids: readonly string[]): Error {
  return invalidRequestError(
    `messages.${index}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${ids.join(", ")}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`,
  );
}

function checkBudget({ thinking, max_tokens: maximum }: MessagesBody): void {
  if (thinking?.type !== "enabled" || thinking.budget_tokens < maximum) return;
  throw invalidRequestError("`max_tokens` must be greater than `thinking.budget_tokens`.");
}

function checkToolChoice({ tools, tool_choice: choice }: MessagesBody): void {
  if (choice?.type !== "tool") return;
  if ((tools ?? []).some((tool) => tool.name === choice.name)) return;
  throw invalidRequestError(`Tool '${choice.name}' not found in provided tools`, "tool_choice");
}
