import type { ChatApiSetting } from "../chat/chat-api-name.ts";
import type { JSONObject } from "../json.ts";
import type { ModelTraitOverrides } from "../models/model-traits.ts";
import type { MoneySettings } from "../money/money-settings.ts";
import type { ClientHooks } from "./client-hooks.ts";

/** The part of `fetch` this package uses. */
export type FetchFunction = (input: string, init: RequestInit) => Promise<Response>;

/** A value, a promise of it, or a function that gives either, called for each request. */
export type Resolvable<T> = T | PromiseLike<T> | (() => T | PromiseLike<T>);

/** How to reach CometAPI. Everything is optional; nothing is read or checked before the first call. */
export interface ClientSettings extends ClientHooks, MoneySettings {
  /**
   * CometAPI key. Default: the environment's `COMETAPI_KEY`, `COMETAPI_API_KEY` or `COMET_API_KEY`,
   * the first that is not blank. `OPENAI_API_KEY` is never read.
   */
  apiKey?: Resolvable<string | undefined> | undefined;
  /**
   * Where CometAPI is. Default: the environment's `COMETAPI_BASE_URL` or `COMETAPI_API_BASE`, else
   * `https://api.cometapi.com`. With or without `/v1`, or a full endpoint address: all mean the same.
   */
  baseURL?: string | undefined;
  /** Headers added to every request. `undefined` removes one that would be sent otherwise. */
  headers?: Resolvable<Readonly<Record<string, string | undefined>>> | undefined;
  /** Replaces the global `fetch`, for proxies, tests and edge runtimes. */
  fetch?: FetchFunction | undefined;
  /** Longest wait for response headers, in milliseconds. Default 600,000. It never cuts a stream. */
  timeout?: number | undefined;
  /**
   * Longest silence within a response body, in milliseconds. Default 300,000. A keep-alive comment ends a
   * silence. Only time spent reading counts, but a body left unread for ten minutes longer than this is
   * closed.
   */
  streamIdleTimeout?: number | undefined;
  /** How often a request is sent again after a failure that may pass. Default 2. */
  maxRetries?: number | undefined;
  /** Models tried in this order, before any output, when the requested one cannot be served. */
  fallbackModels?: readonly string[] | undefined;
  /**
   * The highest price of a fallback model, as a multiple of the requested model's price: 1 allows no higher
   * price, 2 allows up to twice the price. Each kind of price in CometAPI's catalogue (input, output, request,
   * second) is compared separately. A dearer model is skipped, and so is one if either price is not known.
   * Warnings, `onFallback` and the last error name the skipped models and the reasons. Default: no limit.
   */
  maxFallbackPriceRatio?: number | undefined;
  /**
   * Most requests at the same time, a whole number from 1. A request counts until its body has ended.
   * Requests for the catalogue do not count. Default: no limit.
   */
  maxConcurrency?: number | undefined;
  /** Which text API carries chats. Default `auto`: the one in which nothing of the model's answers is lost. */
  api?: ChatApiSetting | undefined;
  /** Fields merged into every chat body last, objects member by member. */
  extraBody?: Readonly<JSONObject> | undefined;
  /**
   * Traits of models over those that this package knows, by model id: for a model that is newer than this
   * package, or a server that treats a model otherwise. Chat requests are converted by them, and `auto` chooses by
   * them. A trait that does not exist, or a value that it cannot have, is an `invalid-argument` at the first call.
   */
  modelTraits?: ModelTraitOverrides | undefined;
  /** Name and version of the caller, put before this package's own in `user-agent`. */
  userAgent?: string | undefined;
}

/** Options of one call. */
export interface RequestOptions {
  /** Ends the call. Its reason is thrown as it is. */
  signal?: AbortSignal | undefined;
  /** Headers of this request, over those of the settings. */
  headers?: Readonly<Record<string, string | undefined>> | undefined;
  /** Default: the settings' value. */
  timeout?: number | undefined;
  /** Default: the settings' value. */
  streamIdleTimeout?: number | undefined;
  /** Default: the settings' value. */
  maxRetries?: number | undefined;
  /** Default: the settings' value. */
  fallbackModels?: readonly string[] | undefined;
  /** Default: the settings' value. */
  maxFallbackPriceRatio?: number | undefined;
  /** Default: the settings' value. */
  tag?: string | undefined;
}
