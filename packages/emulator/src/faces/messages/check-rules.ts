import { invalidRequestError } from "../../http/known-errors.ts";
import type { ReasoningMemory } from "../../signing/reasoning-memory.ts";
import type { ServedModel, ServedTextModel } from "../text-face.ts";
import { checkThoughts } from "./check-thoughts.ts";
import { blocksOf } from "./convert-messages.ts";
import type { MessagesBody } from "./messages-body.ts";

/** Checks what a schema cannot say: tool results in their place, signatures, and what thinking allows. */
export function checkMessagesRules(
  body: MessagesBody,
  model: ServedTextModel,
  memory: ReasoningMemory,
): void {
  if (body.messages[0]?.role !== "user") {
    throw invalidRequestError('messages: first message must use the "user" role', "messages");
  }
  checkToolResults(body);
  checkThinking(body, model);
  // Rewritten into another format a message loses its thoughts before anybody could check them.
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

function checkThinking(body: MessagesBody, { manners }: ServedModel): void {
  const { thinking, max_tokens: maxTokens, temperature, tool_choice: choice } = body;
  if (thinking === undefined || thinking === null || thinking.type === "disabled") return;
  if (thinking.type === "enabled") {
    if (manners.wantsAdaptiveThinking) {
      throw invalidRequestError(
        '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.',
      );
    }
    if (thinking.budget_tokens >= maxTokens) {
      throw invalidRequestError("`max_tokens` must be greater than `thinking.budget_tokens`.");
    }
  }
  if (temperature !== undefined && temperature !== null && temperature !== 1) {
    throw invalidRequestError("`temperature` may only be set to 1 when thinking is enabled.");
  }
  if (choice?.type === "any" || choice?.type === "tool") {
    throw invalidRequestError("Thinking may not be enabled when tool_choice forces tool use.");
  }
}

function checkToolChoice({ tools, tool_choice: choice }: MessagesBody): void {
  if (choice?.type !== "tool") return;
  if ((tools ?? []).some((tool) => tool.name === choice.name)) return;
  throw invalidRequestError(`Tool '${choice.name}' not found in provided tools`, "tool_choice");
}
