import { invalidRequestError } from "../../http/known-errors.ts";
import { isSignatureOf } from "../sign-thought.ts";
import type { ServedModel } from "../text-face.ts";
import { blocksOf } from "./convert-messages.ts";
import type { ContentBlock, MessagesBody } from "./messages-body.ts";

/** Checks what a schema cannot say: tool results in their place, signatures, and what thinking allows. */
export function checkMessagesRules(body: MessagesBody, model: ServedModel): void {
  if (body.messages[0]?.role !== "user") {
    throw invalidRequestError('messages: first message must use the "user" role', "messages");
  }
  checkToolResults(body);
  checkThinking(body, model);
  checkThoughts(body);
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

/** Thoughts must come back as they were sent, and before a tool call that they led to. */
function checkThoughts({ messages, thinking }: MessagesBody): void {
  for (const [index, message] of messages.entries()) {
    for (const [position, block] of blocksOf(message).entries()) {
      if (block.type !== "thinking" || isSignatureOf(block.signature, block.thinking)) continue;
      throw invalidRequestError(
        `messages.${index}.content.${position}: Invalid \`signature\` in \`thinking\` block`,
      );
    }
  }
  if (thinking?.type !== "enabled") return;
  const lastIndex = messages.findLastIndex((message) => message.role === "assistant");
  const last = messages[lastIndex];
  const first: ContentBlock | undefined = last === undefined ? undefined : blocksOf(last)[0];
  const isLoop = last !== undefined && blocksOf(last).some((block) => block.type === "tool_use");
  if (!isLoop || first === undefined || /thinking/u.test(first.type)) return;
  throw invalidRequestError(
    `messages.${lastIndex}.content.0.type: Expected \`thinking\` or \`redacted_thinking\`, but found \`${first.type}\`. When \`thinking\` is enabled, a final \`assistant\` message must start with a thinking block.`,
  );
}

function checkToolChoice({ tools, tool_choice: choice }: MessagesBody): void {
  if (choice?.type !== "tool") return;
  if ((tools ?? []).some((tool) => tool.name === choice.name)) return;
  throw invalidRequestError(`Tool '${choice.name}' not found in provided tools`, "tool_choice");
}
