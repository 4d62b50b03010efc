import type { JSONObject, LanguageModelV4 } from "@ai-sdk/provider";
import type { NativeFetch } from "./create-native-fetch.ts";

/** CometAPI's text APIs besides Chat Completions, as the provider's methods are called. */
export type NativeAPIName = "responses" | "messages" | "gemini";

/** One native text API, as the AI SDK's own package for its format serves it. */
export interface NativeAPI {
  name: NativeAPIName;
  /** The key under which the package reads and writes options and metadata. */
  packageKey: "openai" | "anthropic" | "google";
  /** Options the package is given unless the call says otherwise. */
  defaultOptions: JSONObject;
  /** Imports the package and makes its model, which sends its requests by `nativeFetch`. */
  load: (modelId: string, nativeFetch: NativeFetch) => Promise<LanguageModelV4>;
}
