import type { ChatAnswer, ChatStream } from "./chat/chat-answer.ts";
import type { ChatRequest } from "./chat/chat-request.ts";
import type { ClientSettings, RequestOptions } from "./config/client-settings.ts";

/** CometAPI in one object. */
export class CometAPIClient {
  readonly #settings: ClientSettings;

  constructor(settings: ClientSettings = {}) {
    this.#settings = settings;
  }

  chat(_request: ChatRequest, _options?: RequestOptions): Promise<ChatAnswer> {
    throw new Error(`being written ${Object.keys(this.#settings).length}`);
  }

  streamChat(_request: ChatRequest, _options?: RequestOptions): Promise<ChatStream> {
    throw new Error("being written");
  }
}
