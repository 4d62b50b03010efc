import { isJsonObject, type JsonObject } from "../../engine/conversation.ts";
import type { Conversation, OutputFormat, ToolChoice } from "../../engine/conversation.ts";
import { missingFieldError } from "../../http/known-errors.ts";
import { geminiManners } from "../../manners/gemini-manners.ts";
import { applyManners } from "../../manners/manner.ts";
import { checkBody } from "../../validation/check-body.ts";
import type { ServedModel, ServedTextModel, TextRequest } from "../text-api.ts";
import { checkGeminiRules } from "./check-rules.ts";
import { convertContents, readInstruction } from "./convert-contents.ts";
import { geminiBody, type GeminiBody } from "./gemini-body.ts";

/** What the URL of a Gemini request says. */
export interface GeminiAddress {
  modelId: string;
  isStream: boolean;
  /** Whether the stream is server-sent events; without `alt=sse` it is one growing JSON array. */
  isEventStream: boolean;
}

/** A checked body together with its address. */
export interface GeminiCall {
  body: GeminiBody;
  address: GeminiAddress;
}

/** Checks the body of a `generateContent` request and reads the conversation in it. */
export function parseGeminiRequest(
  input: unknown,
  model: ServedTextModel,
  address: GeminiAddress,
): TextRequest<GeminiCall> {
  const fields = isJsonObject(input) ? renameFields(input) : {};
  const contents = fields["contents"] ?? null;
  if (contents === null || (Array.isArray(contents) && contents.length === 0)) {
    throw missingFieldError("contents");
  }
  const sent = checkBody(geminiBody, fields);
  checkGeminiRules(sent, model);
  const body = applyManners(sent, model, geminiManners);
  return {
    body: { body, address },
    conversation: readConversation(body, model, address),
    isStream: address.isStream,
  };
}

/** The REST API accepts both spellings of its field names. */
function renameFields(body: JsonObject): JsonObject {
  const names: Readonly<Record<string, string>> = {
    system_instruction: "systemInstruction",
    generation_config: "generationConfig",
    tool_config: "toolConfig",
    safety_settings: "safetySettings",
  };
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [names[name] ?? name, value]),
  );
}

function readConversation(
  body: GeminiBody,
  { manners }: ServedModel,
  { modelId }: GeminiAddress,
): Conversation {
  const config = body.generationConfig ?? {};
  const instruction = readInstruction(body.systemInstruction);
  const turns = convertContents(body.contents);
  const thinking = config.thinkingConfig;
  const maxOutputTokens = config.maxOutputTokens ?? undefined;
  const isAsked = (thinking ?? null) !== null && thinking?.thinkingBudget !== 0;
  return {
    modelId,
    turns: instruction === "" ? turns : [{ role: "system", text: instruction }, ...turns],
    tools: (body.tools ?? [])
      .flatMap((tool) => tool.functionDeclarations ?? [])
      .map((declared) => ({
        name: declared.name,
        description: declared.description ?? "",
        parameters: declared.parametersJsonSchema ?? declared.parameters ?? {},
      })),
    toolChoice: readToolChoice(body.toolConfig),
    allowsParallelCalls: true,
    outputFormat: readOutputFormat(config),
    isReasoning:
      manners.reasoning === "always"
        ? thinking?.thinkingBudget !== 0
        : manners.reasoning === "on-request" && isAsked,
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    stopSequences: config.stopSequences ?? [],
    cacheMarks: [],
    searchesWeb: (body.tools ?? []).some((tool) => (tool.googleSearch ?? null) !== null),
    redactsThoughts: false,
  };
}

function readToolChoice(config: GeminiBody["toolConfig"]): ToolChoice {
  const { mode, allowedFunctionNames } = config?.functionCallingConfig ?? {};
  if (mode === "NONE") return { kind: "none" };
  if (mode !== "ANY") return { kind: "auto" };
  const [name, ...others] = allowedFunctionNames ?? [];
  return name !== undefined && others.length === 0 ? { kind: "named", name } : { kind: "required" };
}

function readOutputFormat(config: NonNullable<GeminiBody["generationConfig"]>): OutputFormat {
  const schema = config.responseJsonSchema ?? config.responseSchema;
  if (schema !== undefined && schema !== null) return { kind: "schema", schema };
  return { kind: config.responseMimeType === "application/json" ? "json" : "text" };
}
