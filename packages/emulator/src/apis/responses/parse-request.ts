import { isJsonObject } from "../../engine/conversation.ts";
import type { Conversation, OutputFormat, ToolChoice, Turn } from "../../engine/conversation.ts";
import { invalidRequestError, missingFieldError } from "../../http/known-errors.ts";
import { applyManners } from "../../manners/manner.ts";
import { responsesManners } from "../../manners/responses-manners.ts";
import { checkBody } from "../../validation/check-body.ts";
import { checkSchemaRoot, checkStrictSchema } from "../../validation/check-strict-schema.ts";
import type { ServedModel, ServedTextModel, TextRequest } from "../text-api.ts";
import { checkReasoningItems } from "./check-reasoning-items.ts";
import { checkCallOutputs, convertInput } from "./convert-input.ts";
import { readItems, type ResponsesMemory } from "./read-items.ts";
import { responsesBody, type ResponsesBody } from "./responses-body.ts";

/** Checks the body of a response request and reads the conversation in it. */
export function parseResponsesRequest(
  input: unknown,
  model: ServedTextModel,
  memory: ResponsesMemory,
): TextRequest<ResponsesBody> {
  const fields = isJsonObject(input) ? input : {};
  if ((fields["input"] ?? null) === null) throw missingFieldError("input");
  const sent = checkBody(responsesBody, input);
  const body = applyManners(sent, model, responsesManners);
  checkSchemas(body);
  const items = readItems(body.input, memory);
  checkReasoningItems(items, model, memory);
  const turns = [...findEarlierTurns(body, memory), ...convertInput(items)];
  checkCallOutputs(turns);
  return {
    body,
    conversation: readConversation(body, model, turns),
    isStream: body.stream === true,
  };
}

function findEarlierTurns(body: ResponsesBody, memory: ResponsesMemory): readonly Turn[] {
  const id = body.previous_response_id ?? undefined;
  if (id === undefined) return [];
  const turns = memory.storedResponses.get(id);
  if (turns !== undefined) return turns;
  throw invalidRequestError(
    `Previous response with id '${id}' not found.`,
    "previous_response_id",
    "previous_response_not_found",
  );
}

function readConversation(
  body: ResponsesBody,
  { manners }: ServedModel,
  turns: readonly Turn[],
): Conversation {
  const instructions = body.instructions ?? "";
  const effort = body.reasoning?.effort ?? undefined;
  const maxOutputTokens = body.max_output_tokens ?? undefined;
  return {
    modelId: body.model,
    turns: instructions === "" ? turns : [{ role: "system", text: instructions }, ...turns],
    tools: (body.tools ?? []).flatMap((tool) =>
      tool.type === "function"
        ? [
            {
              name: tool.name,
              description: tool.description ?? "",
              parameters: tool.parameters ?? { type: "object", properties: {} },
            },
          ]
        : [],
    ),
    toolChoice: readToolChoice(body.tool_choice),
    allowsParallelCalls: body.parallel_tool_calls !== false,
    outputFormat: readOutputFormat(body.text?.format),
    isReasoning:
      manners.reasoning === "always"
        ? effort !== "none"
        : manners.reasoning === "on-request" && effort !== undefined && effort !== "none",
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    stopSequences: [],
    cacheMarks: [],
    searchesWeb: (body.tools ?? []).some(({ type }) => type.startsWith("web_search")),
    redactsThoughts: false,
  };
}

function readToolChoice(choice: ResponsesBody["tool_choice"]): ToolChoice {
  if (choice === undefined || choice === null) return { kind: "auto" };
  if (typeof choice === "string") return { kind: choice };
  return "name" in choice ? { kind: "named", name: choice.name } : { kind: "auto" };
}

function readOutputFormat(format: NonNullable<ResponsesBody["text"]>["format"]): OutputFormat {
  if (format?.type === "json_schema") return { kind: "schema", schema: format.schema };
  return { kind: format?.type === "json_object" ? "json" : "text" };
}

function checkSchemas({ tools, text }: ResponsesBody): void {
  for (const [index, tool] of (tools ?? []).entries()) {
    if (tool.type !== "function") continue;
    const check = tool.strict === true ? checkStrictSchema : checkSchemaRoot;
    check(tool.parameters ?? {}, `function '${tool.name}'`, `tools[${index}].parameters`);
  }
  const format = text?.format;
  if (format?.type !== "json_schema" || format.strict === false) return;
  checkStrictSchema(format.schema, `response_format '${format.name}'`, "text.format.schema");
}
