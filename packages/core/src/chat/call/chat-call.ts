import type { ClientConfig } from "../../config/resolve-client-config.ts";
import type { JSONObject } from "../../json.ts";
import type { ModelTraitOverrides, ModelTraits } from "../../models/model-traits.ts";
import type { Dispatcher } from "../../transport/dispatcher.ts";
import type { TransportResponse } from "../../transport/transport-request.ts";
import type { ChatAnswerBase } from "../chat-answer.ts";
import type { ChatApiSetting } from "../chat-api-name.ts";
import type { ChatRequest } from "../chat-request.ts";
import type { ReadContext } from "./create-normalizer.ts";
import type { KnownRefusals } from "./known-refusals.ts";

/** The settings of a client that concern chat. */
export interface ChatSettings {
  /** Default `auto`. */
  api?: ChatApiSetting | undefined;
  /** Fields that go into every body. */
  extraBody?: Readonly<JSONObject> | undefined;
  /** Traits over those that are known. */
  modelTraits?: ModelTraitOverrides | undefined;
  /** What the server was found to refuse. */
  refusals: KnownRefusals;
}

/** A chat call: what to ask, and how to read the answer. `T` is what is read: a whole answer, or a stream that has begun. */
export interface ChatCall<T> {
  request: ChatRequest;
  /** Whether the answer is asked for as a stream. */
  isStream: boolean;
  read: ReadChat<T>;
}

/** Reads the response to a chat call. */
export type ReadChat<T> = (response: TransportResponse, context: ReadContext) => Promise<T>;

/** A chat call to one model, the requested one or a fallback. */
export interface ModelCall<T> extends ChatCall<T> {
  model: string;
  traits: ModelTraits;
  settings: ChatSettings;
  dispatcher: Dispatcher;
  config: ClientConfig;
}

/** What was read, with what is known about the call. */
export type SentChat<T> = ChatAnswerBase & T;
