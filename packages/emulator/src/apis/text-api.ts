import type { ModelTraits } from "@cometapi/core";
import type { ModelManners } from "../manners/model-manners.ts";
import type { ModelRow } from "../catalogue/model-row.ts";
import type { Serving, TextAPIName } from "../catalogue/resolve-serving.ts";
import type { Random } from "../determinism/random.ts";
import type { Answer } from "../engine/answer.ts";
import type { EmulatorState } from "../emulator-state.ts";
import type { Conversation } from "../engine/conversation.ts";

/** How one of the four text APIs answers: it encodes answers of the engine in its format. */
export interface TextAPI<Body> {
  name: TextAPIName;
  /** The beginning of the ids of tool calls, as the vendor writes them. */
  toolCallIdPrefix: string;
  encodeResponse: (answer: Answer, reply: TextReply<Body>) => unknown;
  /** The frames of the stream as they are sent, with their line ends, up to the last one. */
  encodeStream: (answer: Answer, reply: TextReply<Body>) => Iterable<string>;
  /** The content type of a stream. Default `text/event-stream`. */
  streamContentType?: (request: TextRequest<Body>) => string;
  /** Called before an answer is encoded, for formats that refer to earlier answers. */
  onAnswer?: (answer: Answer, reply: TextReply<Body>, state: EmulatorState) => void;
}

/** The model of a request. */
export interface ServedModel {
  row: ModelRow;
  manners: ModelManners;
  /** What core knows of the model: limits, modalities, and what it refuses. */
  traits: ModelTraits;
}

/** A text model, in the format of the request. */
export interface ServedTextModel extends ServedModel {
  /** Whether the vendor speaks the format, or the relay rewrites requests and answers on the way. */
  serving: Exclude<Serving, "refused">;
}

/** A request whose form was checked. */
export interface TextRequest<Body> {
  body: Body;
  conversation: Conversation;
  isStream: boolean;
}

/** What encoders need besides the answer. */
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

/** One server-sent event whose name is its type. */
export function createEventFrame(event: { type: string; [field: string]: unknown }): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
