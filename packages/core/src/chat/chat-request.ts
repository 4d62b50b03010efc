import type { JSONObject } from "../json.ts";

/**
 * One chat request in CometAPI's terms, before any model's manners are applied.
 *
 * Only what is set is sent; what a model refuses is dropped or changed by its traits and reported as
 * a {@link ChatWarning}. A field that a model only calls otherwise is sent under that name, unreported.
 */
export interface ChatRequest {
  /** Model id as CometAPI knows it. A leading `cometapi/` is removed; any other string passes. */
  model: string;
  messages: readonly ChatMessage[];
  tools?: readonly ChatTool[] | undefined;
  toolChoice?: ChatToolChoice | undefined;
  /** Whether the model may call several tools in one turn. The vendor's default is usually true. */
  parallelToolCalls?: boolean | undefined;
  /** Upper bound of generated tokens; sent as `max_tokens` or `max_completion_tokens` by traits. */
  maxOutputTokens?: number | undefined;
  temperature?: number | undefined;
  topP?: number | undefined;
  topK?: number | undefined;
  presencePenalty?: number | undefined;
  frequencyPenalty?: number | undefined;
  /** Strings that end the answer. They are not part of it. */
  stopSequences?: readonly string[] | undefined;
  seed?: number | undefined;
  /** Number of alternative answers. Their events carry `choiceIndex` 0 … n−1. */
  choiceCount?: number | undefined;
  reasoningEffort?: ReasoningEffort | undefined;
  responseFormat?: ChatResponseFormat | undefined;
  /** True for log probabilities of the chosen tokens, a number for that many alternatives as well. */
  logprobs?: boolean | number | undefined;
  /** Bias by token id, from -100 to 100. */
  logitBias?: Readonly<Record<string, number>> | undefined;
  /** What the answer may contain, e.g. `["text", "image"]`. */
  modalities?: readonly string[] | undefined;
  /** Stable identifier of the end user, for the vendor's abuse monitoring. */
  user?: string | undefined;
  /** Whether a streamed answer reports its token usage. Default true. */
  includeUsage?: boolean | undefined;
  /** Whether events of type `raw` with the vendor's own chunks are emitted. Default false. */
  includeRaw?: boolean | undefined;
  /** Fields merged into the wire body last, so that they win over everything above. */
  extraBody?: Readonly<JSONObject> | undefined;
}

/**
 * How much a model thinks before it answers. Which spelling a model understands is decided by its
 * traits. Other strings pass unchanged, for efforts newer than this package.
 */
export type ReasoningEffort =
  | "none"
  | "minimal"
  | "low"
  | "medium"
  | "high"
  | "xhigh"
  | "max"
  | (string & {});

/** Which tool the model must call: any, none, one by name, or its own choice. */
export type ChatToolChoice = "auto" | "none" | "required" | { toolName: string };

/** The form the answer must have: free text, any JSON object, or JSON that follows a schema. */
export type ChatResponseFormat =
  | { type: "text" }
  | { type: "json-object" }
  | {
      type: "json-schema";
      /** Name the vendor shows to the model. Default `response`. */
      name?: string | undefined;
      description?: string | undefined;
      schema: Readonly<JSONObject>;
      /** Whether the vendor must refuse output that does not follow the schema. */
      strict?: boolean | undefined;
    };

/** A prompt-cache mark as Anthropic defines it, on a message part, a message or a tool. */
export interface CacheControl {
  type: "ephemeral";
  ttl?: "5m" | "1h" | undefined;
}

/** A tool: a function the model may call, or an entry in the vendor's own form, sent as it is. */
export type ChatTool =
  | {
      type: "function";
      name: string;
      description?: string | undefined;
      /** JSON Schema of the arguments. Without one the tool takes none. */
      parameters?: Readonly<JSONObject> | undefined;
      strict?: boolean | undefined;
      cacheControl?: CacheControl | undefined;
    }
  | { type: "raw"; value: Readonly<JSONObject> };

/** One message of the conversation. */
export type ChatMessage = SystemMessage | UserMessage | AssistantMessage | ToolMessage;

/** Instructions. `developer` is the newer OpenAI name for `system`; it is sent as given. */
export interface SystemMessage {
  role: "system" | "developer";
  content: string | readonly TextPart[];
  name?: string | undefined;
}

/** What the user says, shows or attaches. */
export interface UserMessage {
  role: "user";
  content: string | readonly ContentPart[];
  /** Tells several users apart, for vendors that read it. */
  name?: string | undefined;
}

/** An earlier answer of the model, with what has to be echoed so that it can go on from there. */
export interface AssistantMessage {
  role: "assistant";
  content?: string | readonly ContentPart[] | undefined;
  name?: string | undefined;
  refusal?: string | undefined;
  /** Reasoning text of that answer; echoed to models whose traits ask for it. */
  reasoning?: string | undefined;
  /** Signed or encrypted reasoning blocks of that answer, echoed unchanged. */
  reasoningDetails?: readonly JSONObject[] | undefined;
  toolCalls?: readonly ChatToolCall[] | undefined;
}

/** What a tool returned. */
export interface ToolMessage {
  role: "tool";
  toolCallId: string;
  toolName?: string | undefined;
  content: string | readonly ContentPart[];
}

/** A call the model made. */
export interface ChatToolCall {
  id: string;
  name: string;
  /** Arguments as JSON text. */
  arguments: string;
  /** The vendor's extra data of the call (Gemini's thought signature), echoed unchanged. */
  extraContent?: JSONObject | undefined;
}

/** A piece of message content. */
export type ContentPart = TextPart | ImagePart | AudioPart | FilePart | VideoPart | RawPart;

interface CacheablePart {
  cacheControl?: CacheControl | undefined;
}

/** Text. Several parts of it keep their borders in user messages and are joined in all others. */
export interface TextPart extends CacheablePart {
  type: "text";
  text: string;
}

/** An image for the model to look at. A model without vision answers it with an error. */
export interface ImagePart extends CacheablePart {
  type: "image";
  /** An `https:` or `data:` URL. */
  url: string;
  /** How closely the model looks: `low`, `high`, `auto` and what vendors add. */
  detail?: string | undefined;
}

/** A recording for the model to hear. It takes data only, no address. */
export interface AudioPart extends CacheablePart {
  type: "audio";
  /** The file in base64, without a `data:` prefix. */
  data: string;
  /** `wav`, `mp3`, and what a vendor takes besides. */
  format: string;
}

/** A document, by its data, its address or the id under which the vendor stored it. */
export interface FilePart extends CacheablePart {
  type: "file";
  source: { data: string; mediaType: string } | { url: string } | { fileId: string };
  /**
   * What the model knows the document as. Default for data: `file` with the ending of its media type,
   * e.g. `file.pdf`, because OpenAI refuses data without a name (openai-agents-python issue 1513).
   */
  filename?: string | undefined;
}

/** A video for the model to watch, sent as `video_url`. Vendors differ widely in whether they take one. */
export interface VideoPart extends CacheablePart {
  type: "video";
  /** An `https:` or `data:` URL. */
  url: string;
}

/** A part already in the vendor's wire form, sent as it is. */
export interface RawPart {
  type: "raw";
  value: Readonly<JSONObject>;
}

/** Something about a request that was changed on the way to the wire, for the user to know. */
export interface ChatWarning {
  /** The option's name in {@link ChatRequest}, e.g. `temperature`. */
  option: string;
  /** `dropped`: not sent. `changed`: sent with another value. */
  action: "dropped" | "changed";
  /** What happened and why, in a sentence. */
  message: string;
}
