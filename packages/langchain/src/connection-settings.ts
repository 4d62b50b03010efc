import type { ClientSettings } from "@cometapi/core";

/** How to reach CometAPI. The same words as in `CometAPIEmbeddings`. */
export type ConnectionSettings = Pick<
  ClientSettings,
  | "apiKey"
  | "baseURL"
  | "headers"
  | "fetch"
  | "onRequest"
  | "onResponse"
  | "onFallback"
  | "onUsage"
  | "includeCost"
  | "budget"
  | "tag"
> & {
  /** Longest wait for response headers, in milliseconds. Default 600,000. It never cuts a stream. */
  timeout?: number | undefined;
  /** Longest silence within a streamed answer, in milliseconds. Default 300,000. */
  streamIdleTimeout?: number | undefined;
};
