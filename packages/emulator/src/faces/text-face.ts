import type { ModelManners } from "../catalogue/model-manners.ts";
import type { EndpointType, ModelRow } from "../catalogue/model-row.ts";
import type { Random } from "../determinism/random.ts";
import type { Answer } from "../engine/answer.ts";
import type { Conversation } from "../engine/conversation.ts";

/** One of CometAPI's four text formats: what turns its requests into conversations and answers into its bodies. */
export interface TextFace<Body> {
  /** The format's value in `supported_endpoint_types`. */
  endpoint: EndpointType;
  /** Begins the ids of tool calls, as the format's vendor writes them. */
  toolCallIdPrefix: string;
  /** Checks a body against the published format. Throws an `APIError`, as the service answers. */
  parseRequest: (body: unknown, model: ServedModel) => TextRequest<Body>;
  encodeResponse: (answer: Answer, reply: TextReply<Body>) => unknown;
  /** The frames of the stream, each ended as the wire wants it, the last one included. */
  encodeStream: (answer: Answer, reply: TextReply<Body>) => Iterable<string>;
}

/** A model as a request found it. */
export interface ServedModel {
  row: ModelRow;
  manners: ModelManners;
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
  model: ServedModel;
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
export function createEventFrame(event: { type: string }): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
