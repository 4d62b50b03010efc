import { z } from "zod";

const contentPart = z.discriminatedUnion("type", [
  z.looseObject({ type: z.enum(["input_text", "output_text"]), text: z.string() }),
  z.looseObject({
    type: z.literal("input_image"),
    image_url: z.string().nullish(),
    file_id: z.string().nullish(),
  }),
  z.looseObject({
    type: z.literal("input_file"),
    file_data: z.string().nullish(),
    file_id: z.string().nullish(),
    file_url: z.string().nullish(),
    filename: z.string().nullish(),
  }),
  z.looseObject({ type: z.enum(["input_audio", "refusal"]) }),
]);

const content = z.union([z.string(), z.array(contentPart)]);

const message = z.looseObject({
  type: z.literal("message").optional(),
  id: z.string().nullish(),
  role: z.enum(["user", "assistant", "system", "developer"]),
  content,
});

/** Items of the vendor's own tools in an answer. They are sent back unchanged, and are not read here. */
const vendorItems = [
  "web_search_call",
  "image_generation_call",
  "file_search_call",
  "code_interpreter_call",
  "computer_call",
  "computer_call_output",
  "local_shell_call",
  "local_shell_call_output",
  "custom_tool_call",
  "custom_tool_call_output",
  "mcp_list_tools",
  "mcp_call",
  "mcp_approval_request",
  "mcp_approval_response",
  "compaction",
] as const;

const inputItem = z.union([
  message,
  z.discriminatedUnion("type", [
    z.looseObject({
      type: z.literal("function_call"),
      id: z.string().nullish(),
      call_id: z.string().min(1),
      name: z.string().min(1),
      arguments: z.string(),
    }),
    z.looseObject({
      type: z.literal("function_call_output"),
      call_id: z.string().min(1),
      output: content,
    }),
    z.looseObject({
      type: z.literal("reasoning"),
      id: z.string().nullish(),
      summary: z.array(z.looseObject({ type: z.string(), text: z.string() })),
      encrypted_content: z.string().nullish(),
    }),
    z.looseObject({ type: z.literal("item_reference"), id: z.string() }),
    z.looseObject({ type: z.enum(vendorItems), id: z.string().nullish() }),
  ]),
]);

const tool = z.discriminatedUnion("type", [
  z.looseObject({
    type: z.literal("function"),
    name: z
      .string()
      .regex(/^[\w-]{1,64}$/u, "expected a string that matches '^[a-zA-Z0-9_-]{1,64}$'"),
    description: z.string().nullish(),
    parameters: z.record(z.string(), z.unknown()).nullish(),
    strict: z.boolean().nullish(),
  }),
  z.looseObject({
    type: z.enum([
      "web_search",
      "web_search_preview",
      "file_search",
      "code_interpreter",
      "image_generation",
      "mcp",
      "custom",
      "computer_use_preview",
      "local_shell",
    ]),
  }),
]);

const format = z.discriminatedUnion("type", [
  z.looseObject({ type: z.enum(["text", "json_object"]) }),
  z.looseObject({
    type: z.literal("json_schema"),
    name: z.string().regex(/^[\w-]{1,64}$/u),
    schema: z.record(z.string(), z.unknown()),
    strict: z.boolean().nullish(),
  }),
]);

/** The body of `POST /v1/responses`. Unknown fields are accepted, because the relay drops them. */
export const responsesBody: z.ZodType<ResponsesBody> = z.looseObject({
  model: z.string(),
  input: z.union([z.string(), z.array(inputItem).min(1)]),
  instructions: z.string().nullish(),
  previous_response_id: z.string().nullish(),
  store: z.boolean().nullish(),
  stream: z.boolean().nullish(),
  tools: z.array(tool).nullish(),
  tool_choice: z
    .union([
      z.enum(["none", "auto", "required"]),
      z.looseObject({ type: z.literal("function"), name: z.string() }),
      z.looseObject({ type: z.string() }),
    ])
    .nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  text: z.looseObject({ format: format.nullish() }).nullish(),
  reasoning: z
    .looseObject({
      effort: z.enum(["none", "minimal", "low", "medium", "high", "xhigh", "max"]).nullish(),
      summary: z.enum(["auto", "concise", "detailed"]).nullish(),
    })
    .nullish(),
  include: z.array(z.string()).nullish(),
  max_output_tokens: z.int().min(16).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
});

/** A checked body of `POST /v1/responses`, as far as the emulator reads it. */
export interface ResponsesBody {
  model: string;
  input: string | InputItem[];
  instructions?: Maybe<string>;
  previous_response_id?: Maybe<string>;
  store?: Maybe<boolean>;
  stream?: Maybe<boolean>;
  tools?: Maybe<ResponsesTool[]>;
  tool_choice?: Maybe<
    "none" | "auto" | "required" | { type: "function"; name: string } | { type: string }
  >;
  parallel_tool_calls?: Maybe<boolean>;
  text?: Maybe<{ format?: Maybe<ResponsesFormat> }>;
  reasoning?: Maybe<{ effort?: Maybe<string>; summary?: Maybe<string> }>;
  include?: Maybe<string[]>;
  max_output_tokens?: Maybe<number>;
  temperature?: Maybe<number>;
  top_p?: Maybe<number>;
  metadata?: Maybe<Record<string, string>>;
}

/** One item of a checked input. */
export type InputItem =
  | {
      type?: "message" | undefined;
      id?: Maybe<string>;
      role: "user" | "assistant" | "system" | "developer";
      content: ResponsesContent;
    }
  | {
      type: "function_call";
      id?: Maybe<string>;
      call_id: string;
      name: string;
      arguments: string;
    }
  | { type: "function_call_output"; call_id: string; output: ResponsesContent }
  | {
      type: "reasoning";
      id?: Maybe<string>;
      summary: { type: string; text: string }[];
      encrypted_content?: Maybe<string>;
    }
  | { type: "item_reference"; id: string }
  | { type: (typeof vendorItems)[number]; id?: Maybe<string> };

/** Text, or parts of it and images. */
export type ResponsesContent = string | ResponsesPart[];

type ResponsesPart =
  | { type: "input_text" | "output_text"; text: string }
  | { type: "input_image"; image_url?: Maybe<string>; file_id?: Maybe<string> }
  | {
      type: "input_file";
      file_data?: Maybe<string>;
      file_id?: Maybe<string>;
      file_url?: Maybe<string>;
      filename?: Maybe<string>;
    }
  | { type: "input_audio" | "refusal" };

type ResponsesTool =
  | {
      type: "function";
      name: string;
      description?: Maybe<string>;
      parameters?: Maybe<Record<string, unknown>>;
      strict?: Maybe<boolean>;
    }
  | { type: BuiltInTool };

type BuiltInTool =
  | "web_search"
  | "web_search_preview"
  | "file_search"
  | "code_interpreter"
  | "image_generation"
  | "mcp"
  | "custom"
  | "computer_use_preview"
  | "local_shell";

type ResponsesFormat =
  | { type: "text" | "json_object" }
  | {
      type: "json_schema";
      name: string;
      schema: Record<string, unknown>;
      strict?: Maybe<boolean>;
    };

type Maybe<Value> = Value | null | undefined;
