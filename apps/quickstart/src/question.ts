import type { ClientHooks, MoneySettings } from "@cometapi/core";
import type { LibraryDocument } from "./documents.ts";

/** What each framework is asked. */
export interface Question {
  prompt: string;
  model: string;
  library: {
    documents: readonly LibraryDocument[];
    /** All documents as one text. */
    text: string;
    /** What the documents are about, as the description of a tool. */
    description: string;
    /** The passages that fit a query, as text. */
    search: (query: string) => string;
  };
  /** The settings with which all three adapters reach CometAPI. */
  settings: {
    apiKey?: string;
    baseURL?: string;
    fallbackModels?: readonly string[];
    maxRetries: number;
  } & ClientHooks &
    MoneySettings;
}
