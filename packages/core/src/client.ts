import type { ChatSettings } from "./chat/call/chat-call.ts";
import { KnownRefusals } from "./chat/call/known-refusals.ts";
import { openStream } from "./chat/call/open-stream.ts";
import { readAnswer } from "./chat/call/read-answer.ts";
import { sendChat } from "./chat/call/send-chat.ts";
import type { ChatAnswer, ChatStream } from "./chat/chat-answer.ts";
import type { ChatRequest } from "./chat/chat-request.ts";
import type { ClientSettings, RequestOptions } from "./config/client-settings.ts";
import { resolveBaseURL } from "./config/resolve-base-url.ts";
import type { Catalogue } from "./models/catalogue-model.ts";
import type { SpeechRequest, SpeechResult } from "./audio/speech-request.ts";
import type {
  TranscriptionRequest,
  TranscriptionResult,
  TranslationRequest,
} from "./audio/transcription-request.ts";
import type { BalanceOptions } from "./balance/get-balance.ts";
import type { Balance } from "./balance/normalize-balance.ts";
import { CatalogueCache, type CatalogueOptions } from "./catalogue/catalogue-cache.ts";
import type { ListedModel } from "./catalogue/list-models.ts";
import type { DownloadOptions } from "./transport/download-file.ts";
import type { EmbeddingRequest, EmbeddingResult } from "./embeddings/embedding-request.ts";
import type { ImageEditRequest, ImageRequest, ImageResult } from "./images/image-request.ts";
import type { ReceivedFile } from "./transport/read-file.ts";
import type { Meter, MeterConfig, MeteredCall } from "./money/meter.ts";
import type { CallMeter } from "./money/call-meter.ts";
import type { VideoFile, VideoJob, VideoRequest } from "./video/video-request.ts";
import type { VideoWaitOptions } from "./video/wait-for-video.ts";
import { Dispatcher, type Metering } from "./transport/dispatcher.ts";

/**
 * CometAPI as a set of typed calls.
 *
 * Creating a client reads nothing and never fails: a missing key or a wrong setting fails each call. The key is
 * in no property, so a client can be logged and inspected. Only the code for chat is loaded with the client.
 * The rest is loaded by the first call that needs it, so that a bundle for chat stays small.
 *
 * Every method throws {@link CometAPIError}, except when the caller's own `signal` ends the call: its
 * reason is thrown as it is.
 */
export class CometAPIClient {
  readonly #dispatcher: Dispatcher;
  readonly #settings: ClientSettings;
  readonly #chatSettings: ChatSettings;
  readonly #catalogue: CatalogueCache;
  #meter: Promise<Meter> | undefined;

  constructor(settings: ClientSettings = {}) {
    this.#settings = settings;
    this.#dispatcher = new Dispatcher(settings, this.#createMetering());
    const { api, extraBody, modelTraits } = settings;
    this.#chatSettings = { api, extraBody, modelTraits, refusals: new KnownRefusals() };
    this.#catalogue = new CatalogueCache((options) => this.#requestCatalogue(options));
  }

  /** Asks for a whole answer. Resolves with its events; an error in the middle is one of them. */
  chat(request: ChatRequest, options: RequestOptions = {}): Promise<ChatAnswer> {
    const call = { request, isStream: false, read: readAnswer };
    return sendChat(this.#dispatcher, this.#chatSettings, call, options);
  }

  /**
   * Asks for a streamed answer. Resolves when the answer has begun, with its `batches`: the events of one
   * network read each. What fails before that is retried where a retry can help, and then thrown. What fails
   * later is an `error` event.
   */
  streamChat(request: ChatRequest, options: RequestOptions = {}): Promise<ChatStream> {
    const call = { request, isStream: true, read: openStream };
    return sendChat(this.#dispatcher, this.#chatSettings, call, options);
  }

  /** Turns texts into vectors, in as many requests as their number needs. */
  async embed(request: EmbeddingRequest, options: RequestOptions = {}): Promise<EmbeddingResult> {
    const { embed } = await import("./embeddings/embed.ts");
    return embed(this.#dispatcher, request, options);
  }

  /** Makes images from a prompt. Throws `content-filter` when the vendor held all of them back. */
  async generateImage(request: ImageRequest, options: RequestOptions = {}): Promise<ImageResult> {
    const { generateImage } = await import("./images/generate-image.ts");
    return generateImage(this.#dispatcher, request, options);
  }

  /** Changes images as the prompt says. Throws `content-filter` when the vendor held all of them back. */
  async editImage(request: ImageEditRequest, options: RequestOptions = {}): Promise<ImageResult> {
    const { editImage } = await import("./images/generate-image.ts");
    return editImage(this.#dispatcher, request, options);
  }

  /** Speaks a text. */
  async generateSpeech(
    request: SpeechRequest,
    options: RequestOptions = {},
  ): Promise<SpeechResult> {
    const { generateSpeech } = await import("./audio/generate-speech.ts");
    return generateSpeech(this.#dispatcher, request, options);
  }

  /** Turns speech into text in its own language. */
  async transcribe(
    request: TranscriptionRequest,
    options: RequestOptions = {},
  ): Promise<TranscriptionResult> {
    const { transcribe } = await import("./audio/transcribe.ts");
    return transcribe(this.#dispatcher, request, options);
  }

  /** Turns speech into English text. */
  async translate(
    request: TranslationRequest,
    options: RequestOptions = {},
  ): Promise<TranscriptionResult> {
    const { translate } = await import("./audio/transcribe.ts");
    return translate(this.#dispatcher, request, options);
  }

  /** Starts to make a video. Not retried unless `maxRetries` says so: each start is charged. */
  async createVideo(request: VideoRequest, options: RequestOptions = {}): Promise<VideoJob> {
    const { createVideo } = await import("./video/create-video.ts");
    return createVideo(this.#dispatcher, request, options);
  }

  /** Asks how far a video is. A failed video is returned with its status, not thrown. */
  async getVideo(id: string, options: RequestOptions = {}): Promise<VideoJob> {
    const { getVideo } = await import("./video/create-video.ts");
    return getVideo(this.#dispatcher, id, options);
  }

  /** Waits until a video is finished. Throws when it failed, and `timeout` when it takes too long. */
  async waitForVideo(id: string, options: VideoWaitOptions = {}): Promise<VideoJob> {
    const { waitForVideo } = await import("./video/wait-for-video.ts");
    return waitForVideo(this.#dispatcher, id, options);
  }

  /**
   * Fetches a finished video by its job or its id. With an id, the job is asked for first. Throws when the
   * video failed.
   */
  async downloadVideo(video: string | VideoJob, options: RequestOptions = {}): Promise<VideoFile> {
    const { downloadVideo } = await import("./video/download-video.ts");
    return downloadVideo(this.#dispatcher, video, options);
  }

  /**
   * Fetches a file by the address an answer gave, without sending the key there. Asks public hosts and the
   * origin of the base URL only, and takes files up to `maxBytes`.
   */
  async downloadFile(url: string, options: DownloadOptions = {}): Promise<ReceivedFile> {
    const { downloadFile } = await import("./transport/download-file.ts");
    return downloadFile(this.#dispatcher, url, options);
  }

  /** Lists the models this key may use, with the APIs that serve them. */
  async listModels(options: RequestOptions = {}): Promise<ListedModel[]> {
    const { listModels } = await import("./catalogue/list-models.ts");
    return listModels(this.#dispatcher, options);
  }

  /**
   * Reads CometAPI's public catalogue: types, limits and prices of all models. Needs no key. Kept for
   * five minutes or `maxAgeMs`; callers at the same time share one request.
   */
  fetchCatalogue(options: CatalogueOptions = {}): Promise<Catalogue> {
    return this.#catalogue.get(options);
  }

  /** Asks what the account has and has used, in USD. */
  async getBalance(options: BalanceOptions = {}): Promise<Balance> {
    const { getBalance } = await import("./balance/get-balance.ts");
    return getBalance(this.#dispatcher, options);
  }

  /**
   * A `fetch` with CometAPI's key, headers, timeouts and hooks, for packages that speak one of its
   * APIs themselves. It goes to the origin of the base URL only, and never retries. It returns error
   * responses as they are; `toCometAPIError` reads them.
   */
  fetch = (input: string | URL | Request, init?: RequestInit): Promise<Response> =>
    this.#dispatcher.fetch(input, init);

  /** The root under which this client reaches CometAPI, without a trailing slash. */
  get baseURL(): string {
    return resolveBaseURL(this.#settings.baseURL);
  }

  /** What requests ask about money. Without a setting about money nothing is counted. */
  #createMetering(): Metering {
    const { budget, includeCost, onUsage } = this.#settings;
    const countsMoney = budget !== undefined || includeCost === true || onUsage !== undefined;
    return {
      meterCall: (call, config) => (countsMoney ? this.#meterCall(call, config) : undefined),
      findFallbackObstacle: async (question) =>
        (await this.#loadMeter()).findFallbackObstacle(question),
    };
  }

  async #meterCall(call: MeteredCall, config: MeterConfig): Promise<CallMeter> {
    return (await this.#loadMeter()).open(call, config);
  }

  #loadMeter(): Promise<Meter> {
    this.#meter ??= import("./money/meter.ts").then(
      ({ Meter }) => new Meter(this.#settings, (signal) => this.fetchCatalogue({ signal })),
    );
    return this.#meter;
  }

  async #requestCatalogue(options: RequestOptions): Promise<Catalogue> {
    const { fetchCatalogue } = await import("./catalogue/fetch-catalogue.ts");
    // Without the limit of concurrent requests, to avoid a deadlock: an answer holds a slot until its price is
    // known, and the catalogue with that price would wait for a slot.
    const dispatcher = new Dispatcher({ ...this.#settings, maxConcurrency: undefined });
    return fetchCatalogue(dispatcher, options);
  }
}
