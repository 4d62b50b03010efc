import { invalidRequestError } from "../../http/known-errors.ts";
import { checkSchemaRoot, checkStrictSchema } from "../../validation/check-strict-schema.ts";
import type { ChatBody, ChatMessage } from "./chat-body.ts";

/** Checks what a schema cannot say: the order of messages, fields that exclude each other. */
export function checkChatRules(body: ChatBody): void {
  checkToolMessages(body.messages);
  checkTools(body);
  checkResponseFormat(body);
  checkLimits(body);
}

function checkToolMessages(messages: readonly ChatMessage[]): void {
  let open = new Map<string, number>();
  for (const [index, message] of messages.entries()) {
    if (message.role === "tool") {
      if (!open.delete(message.tool_call_id)) {
        throw invalidRequestError(
          "Invalid parameter: messages with role 'tool' must be a response to a preceding message with 'tool_calls'.",
          `messages[${index}].role`,
        );
      }
      continue;
    }
    requireAnswered(open);
    if (message.role !== "assistant") continue;
    if ((message.content ?? null) === null && (message.tool_calls ?? []).length === 0) {
      const isExplained = "function_call" in message || "refusal" in message || "audio" in message;
      if (!isExplained) {
        throw invalidRequestError(
          `Invalid value for 'content': expected a string, got null.`,
          `messages[${index}].content`,
        );
      }
    }
    open = new Map((message.tool_calls ?? []).map((call) => [call.id, index]));
  }
  requireAnswered(open);
}

function requireAnswered(open: ReadonlyMap<string, number>): void {
  const [first] = open;
  if (first === undefined) return;
  throw invalidRequestError(
    `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${[...open.keys()].join(", ")}`,
    `messages[${first[1]}].role`,
  );
}

function checkTools({ tools, tool_choice: choice, parallel_tool_calls: parallel }: ChatBody): void {
  const hasTools = (tools ?? []).length > 0;
  for (const [index, { function: offered }] of (tools ?? []).entries()) {
    // The relay drops `strict` of functions on its way, so only their form is looked at.
    checkSchemaRoot(
      offered.parameters ?? {},
      `function '${offered.name}'`,
      `tools[${index}].function.parameters`,
    );
  }
  if (
    !hasTools &&
    choice !== undefined &&
    choice !== null &&
    choice !== "none" &&
    choice !== "auto"
  ) {
    throw invalidRequestError(
      "'tool_choice' is only allowed when 'tools' are specified.",
      "tool_choice",
    );
  }
  if (!hasTools && parallel !== undefined && parallel !== null) {
    throw invalidRequestError(
      "'parallel_tool_calls' is only allowed when 'tools' are specified.",
      "parallel_tool_calls",
    );
  }
  if (typeof choice === "object" && choice !== null) {
    const { name } = choice.function;
    if (!(tools ?? []).some((tool) => tool.function.name === name)) {
      throw invalidRequestError(
        `Tool choice '${name}' not found in 'tools' parameter.`,
        "tool_choice",
      );
    }
  }
}

function checkResponseFormat({ response_format: format, messages }: ChatBody): void {
  if (format?.type === "json_object" && !/json/iu.test(JSON.stringify(messages))) {
    throw invalidRequestError(
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      "messages",
    );
  }
  if (format?.type !== "json_schema") return;
  const { name, schema, strict } = format.json_schema;
  const param = "response_format.json_schema.schema";
  if (schema === undefined || schema === null) {
    throw invalidRequestError(
      `Missing required parameter: '${param}'.`,
      param,
      "missing_required_parameter",
    );
  }
  if (strict === true) checkStrictSchema(schema, `response_format '${name}'`, param);
}

function checkLimits(body: ChatBody): void {
  if (isGiven(body.max_tokens) && isGiven(body.max_completion_tokens)) {
    throw invalidRequestError(
      "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
      "max_tokens",
    );
  }
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}
