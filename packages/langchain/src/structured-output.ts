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

/** LangChain's own bound for the type of structured output. An interface would not satisfy a narrower one. */
export type StructuredFields = ToolCall["args"];

/** Any schema that LangChain takes: Zod 3 or 4, a Standard Schema with JSON Schema, or JSON Schema. */
export type OutputSchema<T extends StructuredFields> =
  | InteropZodType<T>
  | SerializableSchema<T>
  | StructuredFields;

/** A model that answers in the form of a schema. With `includeRaw` it returns the message as well. */
export type StructuredOutput<T> = Runnable<
  BaseLanguageModelInput,
  T | { raw: BaseMessage; parsed: T }
>;

/** What structured output needs of a chat model. */
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
 * `functionCalling` (the default; every model with tools can do it) offers the schema as the only tool.
 * `jsonSchema` asks the vendor to keep to the schema, strictly where strict mode takes it. `jsonMode` asks
 * for any JSON and leaves the form to the prompt. On Messages and Gemini it is `jsonSchema`, as in LangChain's own
 * packages for those vendors.
 *
 * Each answer is checked against the schema, and is found in a code fence, within words or wrapped in another
 * object too. A refusal, or words in place of the call, become an `OutputParserException` that shows what the
 * model said.
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
    // The parsers read text, and v1 content is a list of blocks.
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
    const toolName = target.name;
    return assemble({ llm, parser: new AnswerParser(parser, toolName), includeRaw, toolName });
  }
  const llm = model.withConfig({ ...shared, response_format: formatOf(method, target, options) });
  return assemble({ llm, parser: new AnswerParser(createContentParser<T>(schema)), includeRaw });
}

/** Checks the answer before it is parsed. A streamed answer is checked when all of it has come. */
function assemble<T extends StructuredFields>({
  llm,
  parser,
  includeRaw,
  toolName,
}: {
  llm: Runnable<BaseLanguageModelInput, AIMessageChunk>;
  parser: Runnable<BaseMessage, T>;
  includeRaw: boolean;
  toolName?: string;
}): StructuredOutput<T> {
  const check = new RunnablePassthrough<AIMessageChunk>({
    func: (answer: AIMessageChunk) => checkStructuredAnswer(answer, toolName),
  });
  return includeRaw
    ? assembleStructuredOutputPipeline(llm, check.pipe(parser), true, "StructuredOutput")
    : assembleStructuredOutputPipeline(llm.pipe(check), parser, false, "StructuredOutput");
}

/** A schema, and the name under which the model sees it. */
interface Target {
  name: string;
  description: string | undefined;
  schema: JSONObject;
  /** The schema as it was given, for traces. */
  traced: JSONObject;
}

/** What vendors accept as the name of a tool or a schema. */
const NAME = /^[a-zA-Z0-9_-]{1,64}$/;

function createTarget(schema: unknown, name: string | undefined): Target {
  const given = toSchema(schema);
  const parameters = readRecord(given, "parameters");
  // OpenAI's definition of a function may be given as well.
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
  if (method === "jsonMode") return { type: "json_object", schema };
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
