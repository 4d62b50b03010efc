import { isJsonObject } from "../../engine/conversation.ts";
import type { Conversation, OutputFormat, ToolChoice } from "../../engine/conversation.ts";
import { missingFieldError } from "../../http/known-errors.ts";
import { chatManners } from "../../manners/chat-manners.ts";
import { applyManners } from "../../manners/manner.ts";
import { checkBody } from "../../validation/check-body.ts";
import type { ServedModel, ServedTextModel, TextRequest } from "../text-api.ts";
import { chatBody, type ChatBody } from "./chat-body.ts";
import { checkChatRules } from "./check-rules.ts";
import { convertMessages } from "./convert-messages.ts";

/** Checks the body of a chat completion and reads the conversation in it. */
export function parseChatRequest(input: unknown, model: ServedTextModel): TextRequest<ChatBody> {
  const messages = isJsonObject(input) ? input["messages"] : undefined;
  if (messages === undefined || messages === null) throw missingFieldError("messages");
  if (Array.isArray(messages) && messages.length === 0) throw missingFieldError("messages");
  const sent = checkBody(chatBody, input);
  checkChatRules(sent);
  const body = applyManners(sent, model, chatManners);
  return {
    body,
    conversation: readConversation(body, model),
    isStream: body.stream === true,
  };
}

function readConversation(body: ChatBody, { manners }: ServedModel): Conversation {
  const effort = body.reasoning_effort;
  const isAskedToReason = effort !== undefined && effort !== null && effort !== "none";
  const maxOutputTokens = body.max_completion_tokens ?? body.max_tokens;
  const stop = body.stop ?? [];
  return {
    modelId: body.model,
    turns: convertMessages(body.messages),
    tools: (body.tools ?? []).map(({ function: offered }) => ({
      name: offered.name,
      description: offered.description ?? "",
      parameters: offered.parameters ?? { type: "object", properties: {} },
    })),
    toolChoice: readToolChoice(body.tool_choice),
    allowsParallelCalls: body.parallel_tool_calls !== false,
    outputFormat: readOutputFormat(body.response_format),
    isReasoning:
      manners.reasoning === "always"
        ? effort !== "none"
        : manners.reasoning === "on-request" && isAskedToReason,
    ...(maxOutputTokens === undefined || maxOutputTokens === null ? {} : { maxOutputTokens }),
    stopSequences: typeof stop === "string" ? [stop] : stop,
    cacheMarks: [],
    searchesWeb: (body.web_search_options ?? null) !== null,
    redactsThoughts: false,
  };
}

function readToolChoice(choice: ChatBody["tool_choice"]): ToolChoice {
  if (choice === undefined || choice === null) return { kind: "auto" };
  if (typeof choice === "string") return { kind: choice };
  return { kind: "named", name: choice.function.name };
}

function readOutputFormat(format: ChatBody["response_format"]): OutputFormat {
  if (format === undefined || format === null || format.type === "text") return { kind: "text" };
  if (format.type === "json_object") return { kind: "json" };
  return { kind: "schema", schema: format.json_schema.schema ?? {} };
}
