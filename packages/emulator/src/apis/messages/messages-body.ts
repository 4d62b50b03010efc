import { z } from "zod";

const cacheControl = z
  .looseObject({ type: z.literal("ephemeral"), ttl: z.enum(["5m", "1h"]).nullish() })
  .nullish();

const textBlock = z.looseObject({
  type: z.literal("text"),
  text: z.string(),
  cache_control: cacheControl,
});

const imageBlock = z.looseObject({
  type: z.literal("image"),
  source: z.discriminatedUnion("type", [
    z.looseObject({
      type: z.literal("base64"),
      media_type: z.enum(["image/jpeg", "image/png", "image/gif", "image/webp"]),
      data: z.string().min(1),
    }),
    z.looseObject({ type: z.literal("url"), url: z.url() }),
    z.looseObject({ type: z.literal("file"), file_id: z.string() }),
  ]),
  cache_control: cacheControl,
});

const documentBlock = z.looseObject({
  type: z.literal("document"),
  source: z.discriminatedUnion("type", [
    z.looseObject({
      type: z.literal("base64"),
      media_type: z.literal("application/pdf"),
      data: z.string().min(1),
    }),
    z.looseObject({
      type: z.literal("text"),
      media_type: z.literal("text/plain"),
      data: z.string(),
    }),
    z.looseObject({
      type: z.literal("content"),
      content: z.union([
        z.string(),
        z.array(z.discriminatedUnion("type", [textBlock, imageBlock])),
      ]),
    }),
    z.looseObject({ type: z.literal("url"), url: z.url() }),
    z.looseObject({ type: z.literal("file"), file_id: z.string() }),
  ]),
  title: z.string().nullish(),
  citations: z.looseObject({ enabled: z.boolean().nullish() }).nullish(),
  cache_control: cacheControl,
});

/** Blocks of Anthropic's own tools in an answer. They are sent back unchanged, and are not read here. */
const vendorBlocks = [
  "search_result",
  "web_fetch_tool_result",
  "code_execution_tool_result",
  "bash_code_execution_tool_result",
  "text_editor_code_execution_tool_result",
  "tool_search_tool_result",
  "mcp_tool_use",
  "mcp_tool_result",
  "container_upload",
  "compaction",
] as const;

const contentBlock = z.discriminatedUnion("type", [
  textBlock,
  imageBlock,
  documentBlock,
  z.looseObject({
    type: z.literal("tool_use"),
    id: z.string().regex(/^[\w-]+$/u, "String should match pattern '^[a-zA-Z0-9_-]+$'"),
    name: z.string().min(1),
    input: z.record(z.string(), z.unknown()),
    cache_control: cacheControl,
  }),
  z.looseObject({
    type: z.literal("tool_result"),
    tool_use_id: z.string(),
    content: z
      .union([
        z.string(),
        z.array(z.discriminatedUnion("type", [textBlock, imageBlock, documentBlock])),
      ])
      .nullish(),
    is_error: z.boolean().nullish(),
    cache_control: cacheControl,
  }),
  z.looseObject({ type: z.literal("thinking"), thinking: z.string(), signature: z.string() }),
  z.looseObject({ type: z.literal("redacted_thinking"), data: z.string() }),
  z.looseObject({
    type: z.literal("server_tool_use"),
    id: z.string(),
    name: z.string(),
    input: z.record(z.string(), z.unknown()),
    cache_control: cacheControl,
  }),
  z.looseObject({
    type: z.literal("web_search_tool_result"),
    tool_use_id: z.string(),
    content: z.union([
      z.array(
        z.looseObject({
          type: z.literal("web_search_result"),
          url: z.string(),
          encrypted_content: z.string(),
        }),
      ),
      z.looseObject({ type: z.literal("web_search_tool_result_error") }),
    ]),
    cache_control: cacheControl,
  }),
  z.looseObject({ type: z.enum(vendorBlocks), cache_control: cacheControl }),
]);

const tool = z.looseObject({
  type: z.string().nullish(),
  strict: z.boolean().nullish(),
  name: z.string().regex(/^[\w-]{1,128}$/u, "String should match pattern '^[a-zA-Z0-9_-]{1,128}$'"),
  description: z.string().nullish(),
  input_schema: z.looseObject({ type: z.literal("object") }).nullish(),
  cache_control: cacheControl,
});

const jsonFormat = z.looseObject({
  type: z.literal("json_schema"),
  schema: z.record(z.string(), z.unknown()),
});

const thinkingDisplay = z.enum(["summarized", "omitted"]).nullish();

/** The body of `POST /v1/messages`. */
export const messagesBody: z.ZodType<MessagesBody> = z.looseObject({
  model: z.string(),
  max_tokens: z.int().min(1),
  messages: z.array(
    z.looseObject({
      role: z.enum(["user", "assistant"]),
      content: z.union([z.string(), z.array(contentBlock)]),
    }),
  ),
  system: z.union([z.string(), z.array(textBlock)]).nullish(),
  tools: z.array(tool).nullish(),
  tool_choice: z
    .discriminatedUnion("type", [
      z.looseObject({
        type: z.enum(["auto", "any", "none"]),
        disable_parallel_tool_use: z.boolean().nullish(),
      }),
      z.looseObject({
        type: z.literal("tool"),
        name: z.string(),
        disable_parallel_tool_use: z.boolean().nullish(),
      }),
    ])
    .nullish(),
  thinking: z
    .discriminatedUnion("type", [
      z.looseObject({
        type: z.literal("enabled"),
        budget_tokens: z.int().min(1024),
        display: thinkingDisplay,
      }),
      z.looseObject({ type: z.literal("adaptive"), display: thinkingDisplay }),
      z.looseObject({ type: z.literal("disabled") }),
    ])
    .nullish(),
  output_config: z
    .looseObject({
      format: jsonFormat.nullish(),
      effort: z.enum(["low", "medium", "high", "xhigh", "max"]).nullish(),
    })
    .nullish(),
  cache_control: cacheControl,
  output_format: jsonFormat.nullish(),
  stop_sequences: z.array(z.string()).nullish(),
  stream: z.boolean().nullish(),
  temperature: z.number().min(0).max(1).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  top_k: z.int().min(0).nullish(),
});

/** A checked body of `POST /v1/messages`, as far as the emulator reads it. */
export interface MessagesBody {
  model: string;
  max_tokens: number;
  messages: Message[];
  system?: Maybe<string | TextBlock[]>;
  tools?: Maybe<MessagesTool[]>;
  tool_choice?: Maybe<MessagesToolChoice>;
  thinking?: Maybe<MessagesThinking>;
  output_config?: Maybe<{ format?: Maybe<JSONFormat>; effort?: Maybe<string> }>;
  cache_control?: CacheControl;
  output_format?: Maybe<JSONFormat>;
  stop_sequences?: Maybe<string[]>;
  stream?: Maybe<boolean>;
  temperature?: Maybe<number>;
  top_p?: Maybe<number>;
  top_k?: Maybe<number>;
}

/** How the model is asked to think. */
export type MessagesThinking =
  | { type: "enabled"; budget_tokens: number; display?: Maybe<ThinkingDisplay> }
  | { type: "adaptive"; display?: Maybe<ThinkingDisplay> }
  | { type: "disabled"; display?: undefined };

type ThinkingDisplay = "summarized" | "omitted";

/** One message of a checked body. */
export interface Message {
  role: "user" | "assistant";
  content: string | ContentBlock[];
}

/** One block of a message's content. */
export type ContentBlock =
  | TextBlock
  | ImageBlock
  | DocumentBlock
  | ({ type: "tool_use"; id: string; name: string; input: Record<string, unknown> } & Cacheable)
  | ({
      type: "tool_result";
      tool_use_id: string;
      content?: Maybe<string | (TextBlock | ImageBlock | DocumentBlock)[]>;
      is_error?: Maybe<boolean>;
    } & Cacheable)
  | { type: "thinking"; thinking: string; signature: string }
  | { type: "redacted_thinking"; data: string }
  | ({
      type: "server_tool_use";
      id: string;
      name: string;
      input: Record<string, unknown>;
    } & Cacheable)
  | ({ type: "web_search_tool_result"; tool_use_id: string; content: SearchOutcome } & Cacheable)
  | ({ type: (typeof vendorBlocks)[number] } & Cacheable);

type SearchOutcome =
  | { type: "web_search_result"; url: string; encrypted_content: string }[]
  | { type: "web_search_tool_result_error" };

/** A mark up to which the prompt is to be cached. */
export type CacheControl = Maybe<{ type: "ephemeral"; ttl?: Maybe<"5m" | "1h"> }>;

interface Cacheable {
  cache_control?: CacheControl;
}

interface TextBlock extends Cacheable {
  type: "text";
  text: string;
}

interface ImageBlock extends Cacheable {
  type: "image";
  source:
    | { type: "base64"; media_type: string; data: string }
    | { type: "url"; url: string }
    | { type: "file"; file_id: string };
}

/** A document that a model is to read. */
export interface DocumentBlock extends Cacheable {
  type: "document";
  source: DocumentSource;
  title?: Maybe<string>;
  citations?: Maybe<{ enabled?: Maybe<boolean> }>;
}

/** Where the content of a document is. */
export type DocumentSource =
  | { type: "base64"; media_type: "application/pdf"; data: string }
  | { type: "text"; media_type: "text/plain"; data: string }
  | { type: "content"; content: string | (TextBlock | ImageBlock)[] }
  | { type: "url"; url: string }
  | { type: "file"; file_id: string };

interface MessagesTool extends Cacheable {
  type?: Maybe<string>;
  strict?: Maybe<boolean>;
  name: string;
  description?: Maybe<string>;
  input_schema?: Maybe<Record<string, unknown>>;
}

type MessagesToolChoice =
  | { type: "auto" | "any" | "none"; disable_parallel_tool_use?: Maybe<boolean> }
  | { type: "tool"; name: string; disable_parallel_tool_use?: Maybe<boolean> };

interface JSONFormat {
  type: "json_schema";
  schema: Record<string, unknown>;
}

type Maybe<Value> = Value | null | undefined;
