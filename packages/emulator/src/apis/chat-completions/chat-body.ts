import { z } from "zod";

const textPart = z.looseObject({ type: z.literal("text"), text: z.string() });

const contentPart = z.discriminatedUnion("type", [
  textPart,
  z.looseObject({
    type: z.literal("image_url"),
    image_url: z.looseObject({
      url: z.string().regex(/^(?:https?:\/\/|data:)/u, "expected an http(s) or data URL"),
      detail: z.enum(["auto", "low", "high", "original"]).optional(),
    }),
  }),
  z.looseObject({
    type: z.literal("input_audio"),
    input_audio: z.looseObject({ data: z.string(), format: z.enum(["wav", "mp3"]) }),
  }),
  z.looseObject({
    type: z.literal("file"),
    file: z.looseObject({
      file_data: z.string().nullish(),
      file_id: z.string().nullish(),
      filename: z.string().nullish(),
    }),
  }),
  z.looseObject({ type: z.literal("refusal"), refusal: z.string() }),
  // The relay drops video parts on this route; it does not refuse them.
  z.looseObject({ type: z.literal("video_url") }),
]);

const textContent = z.union([z.string(), z.array(textPart)]);

const toolCall = z.looseObject({
  id: z.string().min(1),
  type: z.literal("function").nullish(),
  function: z.looseObject({ name: z.string().min(1), arguments: z.string() }),
});

const message = z.discriminatedUnion("role", [
  z.looseObject({ role: z.enum(["system", "developer"]), content: textContent }),
  z.looseObject({ role: z.literal("user"), content: z.union([z.string(), z.array(contentPart)]) }),
  z.looseObject({
    role: z.literal("assistant"),
    content: z.union([z.string(), z.array(contentPart)]).nullish(),
    tool_calls: z.array(toolCall).nullish(),
    reasoning_content: z.string().nullish(),
  }),
  z.looseObject({ role: z.literal("tool"), content: textContent, tool_call_id: z.string() }),
  z.looseObject({ role: z.literal("function"), content: z.string().nullable(), name: z.string() }),
]);

const functionName = z
  .string()
  .regex(/^[\w-]{1,64}$/u, "expected a string that matches '^[a-zA-Z0-9_-]{1,64}$'");

const tool = z.looseObject({
  type: z.literal("function"),
  function: z.looseObject({
    name: functionName,
    description: z.string().nullish(),
    parameters: z.record(z.string(), z.unknown()).nullish(),
    strict: z.boolean().nullish(),
  }),
});

const toolChoice = z.union([
  z.enum(["none", "auto", "required"]),
  z.looseObject({ type: z.literal("function"), function: z.looseObject({ name: z.string() }) }),
]);

const responseFormat = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("text") }),
  z.looseObject({ type: z.literal("json_object") }),
  z.looseObject({
    type: z.literal("json_schema"),
    json_schema: z.looseObject({
      name: functionName,
      schema: z.record(z.string(), z.unknown()).nullish(),
      strict: z.boolean().nullish(),
    }),
  }),
]);

/** The body of `POST /v1/chat/completions`. Unknown fields are accepted, because the relay drops them. */
export const chatBody: z.ZodType<ChatBody> = z.looseObject({
  model: z.string(),
  messages: z.array(message),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  tools: z.array(tool).nullish(),
  tool_choice: toolChoice.nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  response_format: responseFormat.nullish(),
  reasoning_effort: z.enum(["none", "minimal", "low", "medium", "high", "xhigh", "max"]).nullish(),
  max_tokens: z.int().min(1).nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(4)]).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  frequency_penalty: z.number().min(-2).max(2).nullish(),
  presence_penalty: z.number().min(-2).max(2).nullish(),
  n: z.int().min(1).max(128).nullish(),
  seed: z.int().nullish(),
  logprobs: z.boolean().nullish(),
  top_logprobs: z.int().min(0).max(20).nullish(),
  user: z.string().nullish(),
  top_k: z.number().nullish(),
  logit_bias: z.looseObject({}).nullish(),
  thinking: z.looseObject({ type: z.string() }).nullish(),
  web_search_options: z.looseObject({}).nullish(),
  // The relay takes Google's own settings in this field.
  extra_body: z
    .looseObject({
      google: z
        .looseObject({
          thinking_config: z.looseObject({ include_thoughts: z.boolean().nullish() }).nullish(),
        })
        .nullish(),
    })
    .nullish(),
});

/** A checked body of `POST /v1/chat/completions`, as far as the emulator reads it. */
export interface ChatBody {
  model: string;
  messages: ChatMessage[];
  stream?: Maybe<boolean>;
  stream_options?: Maybe<{ include_usage?: Maybe<boolean> }>;
  tools?: Maybe<ChatTool[]>;
  tool_choice?: Maybe<
    "none" | "auto" | "required" | { type: "function"; function: { name: string } }
  >;
  parallel_tool_calls?: Maybe<boolean>;
  response_format?: Maybe<ChatResponseFormat>;
  reasoning_effort?: Maybe<string>;
  max_tokens?: Maybe<number>;
  max_completion_tokens?: Maybe<number>;
  stop?: Maybe<string | string[]>;
  temperature?: Maybe<number>;
  top_p?: Maybe<number>;
  frequency_penalty?: Maybe<number>;
  presence_penalty?: Maybe<number>;
  n?: Maybe<number>;
  seed?: Maybe<number>;
  logprobs?: Maybe<boolean>;
  top_k?: Maybe<number>;
  logit_bias?: Maybe<object>;
  user?: Maybe<string>;
  thinking?: Maybe<{ type: string }>;
  web_search_options?: Maybe<object>;
  extra_body?: Maybe<{
    google?: Maybe<{ thinking_config?: Maybe<{ include_thoughts?: Maybe<boolean> }> }>;
  }>;
}

/** One message of a checked body. */
export type ChatMessage =
  | { role: "system" | "developer"; content: string | ChatContentPart[] }
  | { role: "user"; content: string | ChatContentPart[] }
  | {
      role: "assistant";
      content?: Maybe<string | ChatContentPart[]>;
      tool_calls?: Maybe<{ id: string; function: { name: string; arguments: string } }[]>;
      reasoning_content?: Maybe<string>;
    }
  | { role: "tool"; content: string | ChatContentPart[]; tool_call_id: string }
  | { role: "function"; content: string | null; name: string };

/** One part of a message's content. */
export type ChatContentPart =
  | { type: "text"; text: string }
  | { type: "image_url"; image_url: { url: string } }
  | { type: "file"; file: ChatFile }
  | { type: "input_audio" | "refusal" | "video_url" };

interface ChatFile {
  file_data?: Maybe<string>;
  file_id?: Maybe<string>;
  filename?: Maybe<string>;
}

interface ChatTool {
  type: "function";
  function: {
    name: string;
    description?: Maybe<string>;
    parameters?: Maybe<Record<string, unknown>>;
    strict?: Maybe<boolean>;
  };
}

type ChatResponseFormat =
  | { type: "text" }
  | { type: "json_object" }
  | {
      type: "json_schema";
      json_schema: {
        name: string;
        schema?: Maybe<Record<string, unknown>>;
        strict?: Maybe<boolean>;
      };
    };

type Maybe<Value> = Value | null | undefined;
