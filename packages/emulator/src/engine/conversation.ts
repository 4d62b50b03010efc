/** What a caller asks of the engine, in no vendor's format: each API's folder parses its requests into this. */
export interface Conversation {
  /** The model id as the caller wrote it. */
  modelId: string;
  turns: readonly Turn[];
  tools: readonly ToolDefinition[];
  toolChoice: ToolChoice;
  /** False when the caller asked for at most one tool call per turn. */
  allowsParallelCalls: boolean;
  outputFormat: OutputFormat;
  /** Whether the answer begins with reasoning. */
  isReasoning: boolean;
  /** Upper bound for reasoning and answer together, in tokens. */
  maxOutputTokens?: number;
  stopSequences: readonly string[];
  /** How far the prompt is to be cached, where the format lets the caller say so; the longest last. */
  cacheMarks: readonly CacheMark[];
  /** Whether the caller offers the vendor's own search of the web. */
  searchesWeb: boolean;
  /** Whether thoughts are redacted. */
  redactsThoughts: boolean;
}

/** A place in the prompt up to which it is to be cached. */
export interface CacheMark {
  /** How many leading turns that are. */
  turnCount: number;
  lifetime: "fiveMinutes" | "oneHour";
}

/** One message of the conversation. */
export type Turn =
  | { role: "system"; text: string }
  | {
      role: "user";
      text: string;
      images: readonly ImageInput[];
      documents?: readonly DocumentInput[];
    }
  | { role: "assistant"; text: string; toolCalls: readonly ToolCall[] }
  | { role: "tool"; toolCallId: string; text: string; isError: boolean };

/** An image that came with a message: its bytes, or only where it is. */
export type ImageInput =
  | { kind: "bytes"; mediaType: string; base64: string }
  | { kind: "url"; url: string };

/** A document that came with a message. */
export interface DocumentInput {
  title: string | undefined;
  /** Its words, as far as they can be read. */
  text: string;
  /** Tokens besides those of its words, for a PDF: models look at its pages too. */
  pageTokens: number;
  isPDF: boolean;
  /** Whether the answer has to cite it. */
  isCited: boolean;
}

/** A function the caller offers. */
export interface ToolDefinition {
  name: string;
  description: string;
  /** JSON schema of the arguments. */
  parameters: JsonObject;
}

/** Which tools may or must be called. */
export type ToolChoice =
  | { kind: "auto" }
  | { kind: "none" }
  | { kind: "required" }
  | { kind: "named"; name: string };

/** The form the answer's text must have. */
export type OutputFormat =
  | { kind: "text" }
  | { kind: "json" }
  | { kind: "schema"; schema: JsonObject };

/** A function call in the conversation or in an answer. */
export interface ToolCall {
  id: string;
  name: string;
  /** The arguments as JSON text. */
  arguments: string;
}

/** Any JSON object. */
export type JsonObject = Record<string, unknown>;

/** Whether a value is a JSON object, neither an array nor null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
