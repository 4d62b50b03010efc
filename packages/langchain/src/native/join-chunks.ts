import { AIMessageChunk } from "@langchain/core/messages";
import type { ChatGenerationChunk } from "@langchain/core/outputs";

/** What these chunks have answered, as one. */
export function joinChunks([first, ...rest]: readonly ChatGenerationChunk[]): AIMessageChunk {
  if (first === undefined) return new AIMessageChunk({ content: "" });
  const { message } = rest.reduce((joined, chunk) => joined.concat(chunk), first);
  return AIMessageChunk.isInstance(message)
    ? message
    : new AIMessageChunk({ content: message.content });
}
