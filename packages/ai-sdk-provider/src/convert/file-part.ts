import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";

/** A generated file, as a stream and a whole answer hold it. */
export type FilePart = Extract<LanguageModelV4StreamPart, { type: "file" }>;
