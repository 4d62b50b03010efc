import type { Random } from "../../../determinism/random.ts";
import type { Answer } from "../../../engine/answer.ts";
import type { JsonObject } from "../../../engine/conversation.ts";
import type { TextReply } from "../../text-api.ts";
import type { ChatBody } from "../chat-body.ts";

/**
 * How an answer looks as a chat completion: as vendors write it that speak the format themselves, or as the relay
 * rewrites it from the vendor's format, with its losses.
 */
export interface ChatDialect {
  createId: (random: Random) => string;
  encodeMessage: (answer: Answer, reply: TextReply<ChatBody>) => JsonObject;
  /** The deltas of one choice, without the last, empty one. */
  listDeltas: (answer: Answer, reply: TextReply<ChatBody>) => Iterable<JsonObject>;
  mapFinishReason: (finish: Answer["finish"]) => string;
  encodeUsage: (answer: Answer) => JsonObject;
}
