import type { ChatAnswer, ChatStream } from "./chat/chat-answer.ts";
import type { ChatRequest } from "./chat/chat-request.ts";
import type { ClientSettings, RequestOptions } from "./config/client-settings.ts";
import { resolveBaseURL } from "./config/resolve-base-url.ts";
import { sendChat } from "./service/send-chat.ts";
import { Dispatcher } from "./transport/dispatcher.ts";
import { openStream, readAnswer } from "./transport/open-chat.ts";

/**
 * CometAPI as a set of typed calls.
 *
 * Creating a client reads nothing and never fails for want of a key: the first call does. The key is
 * in no property, so a client can be logged and inspected.
 *
 * Every method throws {@link CometAPIError}, except when the caller's own `signal` ends the call: its
 * reason is thrown as it is.
 */
export class CometAPIClient {
  readonly #dispatcher: Dispatcher;
  readonly #settings: ClientSettings;

  constructor(settings: ClientSettings = {}) {
    this.#settings = settings;
    this.#dispatcher = new Dispatcher(settings);
  }

  /** Asks for a whole answer. Resolves with its events; an error in the middle is one of them. */
  async chat(request: ChatRequest, options: RequestOptions = {}): Promise<ChatAnswer> {
    const { result, ...rest } = await sendChat(
      this.#dispatcher,
      { request, isStream: false, extraBody: this.#settings.extraBody },
      options,
      readAnswer,
    );
    return { ...rest, ...result };
  }

  /**
   * Asks for an answer as it is made. Resolves when the answer has begun: whatever fails before is
   * thrown, and was tried again where that could help; what fails later is an event.
   */
  async streamChat(request: ChatRequest, options: RequestOptions = {}): Promise<ChatStream> {
    const { result, ...rest } = await sendChat(
      this.#dispatcher,
      { request, isStream: true, extraBody: this.#settings.extraBody },
      options,
      openStream,
    );
    return { ...rest, batches: result };
  }

  /**
   * A `fetch` with CometAPI's key, headers, timeouts and hooks, for packages that speak one of its
   * other formats (Responses, Anthropic Messages, Gemini). It hands error responses out as they are,
   * for `toCometAPIError` to read, and never retries.
   */
  fetch = (input: string | URL | Request, init?: RequestInit): Promise<Response> =>
    this.#dispatcher.fetch(input, init);

  /** The root under which this client reaches CometAPI, without a trailing slash. */
  get baseURL(): string {
    return resolveBaseURL(this.#settings.baseURL);
  }
}
