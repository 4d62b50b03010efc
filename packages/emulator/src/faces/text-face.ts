import type { ModelTraits } from "@cometapi/core";
import type { ModelManners } from "../manners/model-manners.ts";
import type { ModelRow } from "../catalogue/model-row.ts";
import type { Serving, TextAPI } from "../catalogue/resolve-serving.ts";
import type { Random } from "../determinism/random.ts";
import type { Answer } from "../engine/answer.ts";
import type { EmulatorState } from "../emulator-state.ts";
import type { Conversation } from "../engine/conversation.ts";

/** One of CometAPI's four text formats: what turns its requests into conversations and answers into its bodies. */
export interface TextFace<Body> {
  api: TextAPI;
  /** Begins the ids of tool calls, as the format's vendor writes them. */
  toolCallIdPrefix: string;
  encodeResponse: (answer: Answer, reply: TextReply<Body>) => unknown;
  /** The frames of the stream, each ended as the wire wants it, the last one included. */
  encodeStream: (answer: Answer, reply: TextReply<Body>) => Iterable<string>;
  /** Where a stream is not server-sent events. */
  streamContentType?: (request: TextRequest<Body>) => string;
  /** Called before an answer is encoded, for formats that refer to earlier answers. */
  onAnswer?: (answer: Answer, reply: TextReply<Body>, state: EmulatorState) => void;
}

/** A model as a request found it. */
export interface ServedModel {
  row: ModelRow;
  manners: ModelManners;
  /** What core knows of the model: limits, modalities, and what it refuses. */
  traits: ModelTraits;
}

/** A model of texts, in the format that asks for it. */
export interface ServedTextModel extends ServedModel {
  /** Whether the vendor speaks the format, or the relay rewrites requests and answers on the way. */
  serving: Exclude<Serving, "refused">;
}

/** A request that is right in form. */
export interface TextRequest<Body> {
  body: Body;
  conversation: Conversation;
  isStream: boolean;
}

/** What the encoders need to know beside the answer. */
export interface TextReply<Body> {
  request: TextRequest<Body>;
  model: ServedTextModel;
  /** The model's name in the answer. */
  modelName: string;
  nowMs: number;
  random: Random;
}

/** One server-sent event without a name. */
export function createDataFrame(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

/** One server-sent event that carries its type as its name. */
export function createEventFrame(event: { type: string; [field: string]: unknown }): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
