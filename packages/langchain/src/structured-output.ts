import { CometAPIError, type JSONObject } from "@cometapi/core";
import type {
  BaseLanguageModelInput,
  StructuredOutputMethodOptions,
} from "@langchain/core/language_models/base";
import type { BindToolsInput } from "@langchain/core/language_models/chat_models";
import {
  assembleStructuredOutputPipeline,
  createContentParser,
  createFunctionCallingParser,
} from "@langchain/core/language_models/structured_output";
import type { AIMessageChunk, BaseMessage } from "@langchain/core/messages";
import type { ToolCall } from "@langchain/core/messages/tool";
import { type Runnable, RunnablePassthrough } from "@langchain/core/runnables";
import type { SerializableSchema } from "@langchain/core/utils/standard_schema";
import type { InteropZodType } from "@langchain/core/utils/types";
import { AnswerParser } from "./answer-parser.ts";
import type { ChatCometAPICallOptions } from "./chat-call-options.ts";
import { checkStructuredAnswer } from "./check-structured-answer.ts";
import { toSchema } from "./convert/tools.ts";
import { readRecord, readText } from "./read-field.ts";

/** LangChain's own bound of what structured output may be; interfaces fit no narrower one. */
export type StructuredFields = ToolCall["args"];

/** Any schema LangChain takes: Zod 3 or 4, a Standard Schema with JSON Schema, or JSON Schema. */
export type OutputSchema<T extends StructuredFields> =
  | InteropZodType<T>
  | SerializableSchema<T>
  | StructuredFields;

/** A model that answers in a given form, with the answer itself when `includeRaw` asks for it. */
export type StructuredOutput<T> = Runnable<
  BaseLanguageModelInput,
  T | { raw: BaseMessage; parsed: T }
>;

/** What of a chat model is needed to make it answer in a given form. */
export interface BindableModel {
  bindTools: (
    tools: BindToolsInput[],
    options?: Partial<ChatCometAPICallOptions>,
  ) => Runnable<BaseLanguageModelInput, AIMessageChunk>;
  withConfig: (
    options: Partial<ChatCometAPICallOptions>,
  ) => Runnable<BaseLanguageModelInput, AIMessageChunk>;
}

/**
 * Makes a model answer in the form of a schema.
 *
 * `functionCalling` (the default, which every model with tools can do) offers the schema as the one
 * tool; `jsonSchema` asks the vendor to keep to it, strictly where core finds that strict mode takes it;
 * `jsonMode` asks for any JSON and leaves the form to the prompt. The answer is checked against
 * the schema in each case, also one in a fence, within words or wrapped in another object. A refusal, or
 * words in place of the call, are an `OutputParserException` that shows what the model said.
 *
 * @throws {CometAPIError} `invalid-argument` for another method.
 */
export function createStructuredOutput<T extends StructuredFields>(
  model: BindableModel,
  schema: OutputSchema<T>,
  options: StructuredOutputMethodOptions<boolean> = {},
): StructuredOutput<T> {
  const { method = "functionCalling", includeRaw = false } = options;
  const target = createTarget(schema, options.name);
  const shared: Partial<ChatCometAPICallOptions> = {
    // The parsers read text; v1 content is a list of blocks.
    outputVersion: "v0",
    ls_structured_output_format: { kwargs: { method }, schema: target.traced },
    ...(options.strict !== undefined && { strict: options.strict }),
  };
  if (method === "functionCalling") {
    const tool = { type: "function", function: functionOf(target) };
    const llm = model.bindTools([tool], {
      ...shared,
      tool_choice: { type: "function", function: { name: target.name } },
    });
    const parser = createFunctionCallingParser<T>(schema, target.name);
    return assemble(llm, new AnswerParser(parser, target.name), includeRaw, target.name);
  }
  const llm = model.withConfig({ ...shared, response_format: formatOf(method, target, options) });
  return assemble(llm, new AnswerParser(createContentParser<T>(schema)), includeRaw);
}

/** Checks the answer before it is parsed; of a stream, when all of it has passed. */
function assemble<T extends StructuredFields>(
  llm: Runnable<BaseLanguageModelInput, AIMessageChunk>,
  parser: Runnable<BaseMessage, T>,
  includeRaw: boolean,
  toolName?: string,
): StructuredOutput<T> {
  const check = new RunnablePassthrough<AIMessageChunk>({
    func: (answer: AIMessageChunk) => checkStructuredAnswer(answer, toolName),
  });
  return includeRaw
    ? assembleStructuredOutputPipeline(llm, check.pipe(parser), true, "StructuredOutput")
    : assembleStructuredOutputPipeline(llm.pipe(check), parser, false, "StructuredOutput");
}

/** A schema with the name under which the model sees it. */
interface Target {
  name: string;
  description: string | undefined;
  schema: JSONObject;
  /** The schema as it was given, which traces compare. */
  traced: JSONObject;
}

/** What vendors take as the name of a tool or a schema. */
const NAME = /^[a-zA-Z0-9_-]{1,64}$/;

function createTarget(schema: unknown, name: string | undefined): Target {
  const given = toSchema(schema);
  const parameters = readRecord(given, "parameters");
  // OpenAI's function definition is taken for a schema too.
  const isFunction = readText(given, "name") !== undefined && parameters !== undefined;
  const title = readText(given, "title") ?? "";
  return {
    name: name ?? readText(given, "name") ?? (NAME.test(title) ? title : "extract"),
    description: readText(given, "description"),
    schema: isFunction ? toSchema(parameters) : given,
    traced: given,
  };
}

function functionOf({ name, description, schema }: Target): JSONObject {
  return { name, description, parameters: schema };
}

function formatOf(
  method: string,
  { name, description, schema }: Target,
  { strict }: StructuredOutputMethodOptions<boolean>,
): NonNullable<ChatCometAPICallOptions["response_format"]> {
  if (method === "jsonMode") return { type: "json_object" };
  if (method !== "jsonSchema") {
    throw new CometAPIError({
      code: "invalid-argument",
      message: `withStructuredOutput knows the methods functionCalling, jsonSchema and jsonMode, not "${method}".`,
    });
  }
  return {
    type: "json_schema",
    json_schema: {
      name,
      ...(description !== undefined && { description }),
      schema,
      ...(strict !== undefined && { strict }),
    },
  };
}
