import type { JSONObject } from "@cometapi/core";
import type {
  BaseChatModel,
  BaseChatModelCallOptions,
  BindToolsInput,
} from "@langchain/core/language_models/chat_models";
import type { ChatParameters } from "./chat-parameters.ts";
import { parameterRules } from "./chat-parameters.ts";

/** The form of an answer, as Chat Completions spells it. Core translates it for the other APIs. */
export type ResponseFormat =
  | { type: "text" }
  | {
      type: "json_object";
      /** The form that the prompt asks for. Claude and Gemini are held to it on their own APIs. */
      schema?: JSONObject;
    }
  | {
      type: "json_schema";
      json_schema: {
        name?: string;
        description?: string;
        schema?: JSONObject;
        strict?: boolean | null;
      };
    };

/** Options of one call of `ChatCometAPI`, besides LangChain's own `signal`, `timeout`, `tags` … */
export interface ChatCometAPICallOptions
  extends BaseChatModelCallOptions, Omit<ChatParameters, "stop"> {
  /** Tools in any form that LangChain knows. `bindTools` sets them. */
  tools?: BindToolsInput[] | undefined;
  /**
   * Whether tool arguments must follow their schemas, for tools that do not say so themselves.
   */
  strict?: boolean | undefined;
  response_format?: ResponseFormat | undefined;
  /** Headers of this call, over those of the settings. They never reach a trace or a cache key. */
  headers?: Record<string, string | undefined> | undefined;
  /**
   * What the call is for, as `onUsage` and bills show it. LangChain's own `tags` go to callbacks instead.
   * Default: the model's setting.
   */
  tag?: string | undefined;
  /** Index of the prompt in a batch; LangChain sets it. */
  promptIndex?: number | undefined;
}

/** Call options as LangChain hands them to a model. */
export type ParsedCallOptions = BaseChatModel<ChatCometAPICallOptions>["ParsedCallOptions"];

/** The names of this package's call options, which LangChain wants as the model's `callKeys`. */
export const callKeys: string[] = [
  ...Object.keys(parameterRules),
  "tools",
  "tool_choice",
  "strict",
  "response_format",
  "headers",
  "tag",
];
