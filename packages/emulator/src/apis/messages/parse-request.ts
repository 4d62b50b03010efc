import { isJsonObject } from "../../engine/conversation.ts";
import type { Conversation, ToolChoice } from "../../engine/conversation.ts";
import { invalidRequestError, missingFieldError } from "../../http/known-errors.ts";
import { applyManners } from "../../manners/manner.ts";
import { messagesManners } from "../../manners/messages-manners.ts";
import type { ReasoningMemory } from "../../signing/reasoning-memory.ts";
import { checkBody } from "../../validation/check-body.ts";
import type { ServedModel, ServedTextModel, TextRequest } from "../text-api.ts";
import { checkMessagesRules } from "./check-rules.ts";
import { convertMessages } from "./convert-messages.ts";
import { messagesBody, type MessagesBody } from "./messages-body.ts";

// Anthropic documents this text for tests: whoever sends it gets redacted thinking.
const redactionTrigger =
  "ANTHROPIC_MAGIC_STRING_TRIGGER_REDACTED_THINKING_46C9A13E193C177646C7398A98432ECCCE4C1253D5E2D82641AC0E52CC2876CB";

/**
 * Checks the body of an Anthropic message request and reads the conversation in it. With interleaved thinking, which a
 * beta flag asks for, a thinking budget may be larger than one answer.
 */
export function parseMessagesRequest(
  input: unknown,
  model: ServedTextModel,
  memory: ReasoningMemory,
  isInterleaved: boolean,
): TextRequest<MessagesBody> {
  const fields = isJsonObject(input) ? input : {};
  const messages = fields["messages"] ?? null;
  if (messages === null || (Array.isArray(messages) && messages.length === 0)) {
    throw missingFieldError("messages");
  }
  if ((fields["max_tokens"] ?? null) === null) {
    throw invalidRequestError("max_tokens: Field required", "max_tokens");
  }
  const sent = checkBody(messagesBody, input, "anthropic");
  const body = applyManners(sent, model, messagesManners);
  checkMessagesRules(body, model, memory, isInterleaved);
  return { body, conversation: readConversation(body, model), isStream: body.stream === true };
}

function readConversation(body: MessagesBody, { manners }: ServedModel): Conversation {
  const { turns, cacheMarks } = convertMessages(body);
  const thinking = body.thinking?.type;
  const format = body.output_config?.format ?? body.output_format;
  return {
    modelId: body.model,
    turns,
    tools: (body.tools ?? []).flatMap((tool) =>
      tool.input_schema === undefined || tool.input_schema === null
        ? []
        : [
            {
              name: tool.name,
              description: tool.description ?? "",
              parameters: tool.input_schema,
            },
          ],
    ),
    toolChoice: readToolChoice(body.tool_choice),
    allowsParallelCalls: body.tool_choice?.disable_parallel_tool_use !== true,
    outputFormat:
      format === undefined || format === null
        ? { kind: "text" }
        : { kind: "schema", schema: format.schema },
    isReasoning:
      thinking === "enabled" ||
      thinking === "adaptive" ||
      (thinking === undefined && manners.reasoning === "always"),
    maxOutputTokens: body.max_tokens,
    stopSequences: body.stop_sequences ?? [],
    cacheMarks,
    searchesWeb: (body.tools ?? []).some(({ type }) => /^web_search_\d/u.test(type ?? "")),
    redactsThoughts: JSON.stringify(body.messages).includes(redactionTrigger),
  };
}

function readToolChoice(choice: MessagesBody["tool_choice"]): ToolChoice {
  switch (choice?.type) {
    case "any": {
      return { kind: "required" };
    }
    case "none": {
      return { kind: "none" };
    }
    case "tool": {
      return { kind: "named", name: choice.name };
    }
    default: {
      return { kind: "auto" };
    }
  }
}
