import type { JSONObject } from "../json.ts";
import type { ChatApiName, ChatApiSetting } from "./chat-api-name.ts";
import type { CacheControl, ChatOptions, VendorOptions } from "./chat-options.ts";
import type { Echo } from "./echo.ts";
import type { VendorToolCall, VendorToolResult } from "./vendor-tool.ts";

/**
 * One chat request in CometAPI's terms, before it is fitted to the model's traits.
 *
 * Only what is set is sent; what a model refuses is dropped or changed by its traits and reported as
 * a {@link ChatWarning}. A field that a model only knows by another name is sent under that name, without
 * a warning.
 */
export interface ChatRequest extends ChatOptions {
  /** Model id as CometAPI knows it. A leading `cometapi/` is removed; any other string passes. */
  model: string;
  /** Which text API carries the call. Default: the client's setting, else `auto`. */
  api?: ChatApiSetting | undefined;
  messages: readonly ChatMessage[];
  tools?: readonly ChatTool[] | undefined;
  responseFormat?: ChatResponseFormat | undefined;
  /** Whether events of type `raw` with the vendor's own chunks are emitted. Default false. */
  includeRaw?: boolean | undefined;
  /** Fields merged into the wire body last, objects member by member, so that they win over everything above. */
  extraBody?: Readonly<JSONObject> | undefined;
}

/** The form the answer must have: free text, any JSON object, or JSON that follows a schema. */
export type ChatResponseFormat =
  | { type: "text" }
  | {
      type: "json-object";
      /**
       * The form that the prompt asks for. The model is held to it on APIs whose JSON mode goes by a schema:
       * Messages and Gemini.
       */
      schema?: Readonly<JSONObject> | undefined;
    }
  | {
      type: "json-schema";
      /** Name the vendor shows to the model. Default `response`. */
      name?: string | undefined;
      description?: string | undefined;
      schema: Readonly<JSONObject>;
      /** Whether the vendor must refuse output that does not follow the schema. */
      strict?: boolean | undefined;
    };

/** A tool the model may call. */
export type ChatTool = FunctionTool | VendorTool | RawTool;

/** A function that the caller runs. */
export interface FunctionTool {
  type: "function";
  name: string;
  description?: string | undefined;
  /** JSON Schema of the arguments. Without one the tool takes none. */
  parameters?: Readonly<JSONObject> | undefined;
  strict?: boolean | undefined;
  cacheControl?: CacheControl | undefined;
  vendorOptions?: VendorOptions | undefined;
}

/**
 * A tool that a vendor defines, by its id in that vendor's AI SDK package, e.g.
 * `anthropic.web_search_20250305` or `openai.web_search`. Only that vendor's API takes it.
 */
export interface VendorTool {
  type: "vendor";
  id: string;
  /** The caller's name for the tool. */
  name: string;
  /** Its settings, in camelCase. */
  args: Readonly<JSONObject>;
}

/** An entry of the API's tool list in the API's own form, sent as it is. */
export interface RawTool {
  type: "raw";
  value: Readonly<JSONObject>;
}

/** One message of the conversation. */
export type ChatMessage = SystemMessage | UserMessage | AssistantMessage | ToolMessage;

/** Instructions. `developer` is the newer OpenAI name for `system`; it is sent as given. */
export interface SystemMessage {
  role: "system" | "developer";
  content: string | readonly TextPart[];
  name?: string | undefined;
  /** Options of one vendor for this message, as {@link VendorOptions}. */
  vendorOptions?: VendorOptions | undefined;
}

/** What the user says, shows or attaches. */
export interface UserMessage {
  role: "user";
  content: string | readonly ContentPart[];
  /** Tells several users apart, for vendors that read it. */
  name?: string | undefined;
}

/** An earlier answer of the model, with what has to go back so that it can go on from there. */
export interface AssistantMessage {
  role: "assistant";
  /** What the model said, thought and called, in that order. */
  content: string | readonly AssistantPart[];
  name?: string | undefined;
  refusal?: string | undefined;
}

/** A piece of an earlier answer. */
export type AssistantPart = ContentPart | ReasoningPart | ToolCallPart | VendorBlockPart;

/**
 * What the model thought. The text goes back to models whose traits ask for it. The echo goes back to the
 * API that made it.
 */
export interface ReasoningPart {
  type: "reasoning";
  /** Empty for reasoning that was redacted or only came encrypted. */
  text: string;
  echo?: Echo | undefined;
  /** What a vendor's AI SDK package stored with this part. Used where there is no echo. */
  vendorOptions?: VendorOptions | undefined;
}

/** A call the model made. */
export interface ToolCallPart extends CacheablePart {
  type: "tool-call";
  id: string;
  name: string;
  /** Arguments as JSON text. */
  arguments: string;
  echo?: Echo | undefined;
}

/** A block of a `vendor-block` event, on its way back. */
export interface VendorBlockPart {
  type: "vendor-block";
  api: ChatApiName;
  block: JSONObject;
  /** As in the event, for whoever shows the message. It is not sent. */
  toolCall?: VendorToolCall | undefined;
  /** As in the event, for whoever shows the message. It is not sent. */
  toolResult?: VendorToolResult | undefined;
}

/** What a tool returned. */
export interface ToolMessage {
  role: "tool";
  toolCallId: string;
  toolName?: string | undefined;
  content: string | readonly ContentPart[];
  /** Whether the tool failed. Default false. */
  isError?: boolean | undefined;
  /** The user's answer to an `approvalRequest`, in place of a result. */
  approval?: { id: string; isApproved: boolean; reason?: string | undefined } | undefined;
  /** Options of one vendor for this message, as {@link VendorOptions}. */
  vendorOptions?: VendorOptions | undefined;
}

/** A piece of message content. */
export type ContentPart = TextPart | MediaPart | RawPart;

/** A piece of content that is a file, by its kind. */
export type MediaPart = ImagePart | AudioPart | VideoPart | FilePart;

interface CacheablePart {
  cacheControl?: CacheControl | undefined;
  /** Options of one vendor for this part, as {@link VendorOptions}. */
  vendorOptions?: VendorOptions | undefined;
}

/** Text. Several text parts stay separate in user messages; in other messages some APIs join them. */
export interface TextPart extends CacheablePart {
  type: "text";
  text: string;
  /** For an earlier answer's text. */
  echo?: Echo | undefined;
}

/**
 * Where the content of an image, recording, document or video is: in base64 with its media type, at an
 * address (`https:` or `data:`), or under the id by which the vendor stored it.
 */
export type MediaSource =
  | { data: string; mediaType: string }
  | { url: string }
  | { fileId: string };

interface LocatedPart extends CacheablePart {
  source: MediaSource;
}

/** An image for the model to look at. A model without vision answers with an error. */
export interface ImagePart extends LocatedPart {
  type: "image";
  /** How closely the model looks: `low`, `high`, `auto` or another value of the vendor's. */
  detail?: string | undefined;
  /** For an image of an earlier answer. */
  echo?: Echo | undefined;
}

/** A recording for the model to hear. */
export interface AudioPart extends LocatedPart {
  type: "audio";
}

/** A document. */
export interface FilePart extends LocatedPart {
  type: "file";
  /**
   * The document's name for the model. Default for data: `file` with the ending of its media type,
   * e.g. `file.pdf`, because OpenAI refuses data without a name (openai-agents-python issue 1513).
   */
  filename?: string | undefined;
}

/** A video for the model to watch. Vendors differ widely in whether they take one. */
export interface VideoPart extends LocatedPart {
  type: "video";
}

/** A part already in the vendor's wire form, sent as it is. */
export interface RawPart {
  type: "raw";
  value: Readonly<JSONObject>;
}

/** Reports that something in a request was not sent, was changed, or has no effect. */
export interface ChatWarning {
  /** The option's name in {@link ChatRequest}, e.g. `temperature`. */
  option: string;
  /** `dropped`: not sent. `changed`: sent with another value. `ignored`: sent, but known to have no effect. */
  action: "dropped" | "changed" | "ignored";
  /** What happened and why, in a sentence. */
  message: string;
}
