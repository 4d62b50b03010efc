import type { ChatModelStreamEvent } from "@langchain/core/language_models/event";
import { ChatModelStream } from "@langchain/core/language_models/stream";
import { AIMessageChunk } from "@langchain/core/messages";

/** What these events have answered, as LangChain itself assembles them. */
export async function joinEvents(events: readonly ChatModelStreamEvent[]): Promise<AIMessageChunk> {
  const { id, content, usage_metadata, response_metadata } = await new ChatModelStream(
    replay(events),
  );
  return new AIMessageChunk({
    ...(id !== undefined && { id }),
    content,
    ...(usage_metadata !== undefined && { usage_metadata }),
    response_metadata,
  });
}

async function* replay(
  events: readonly ChatModelStreamEvent[],
): AsyncGenerator<ChatModelStreamEvent> {
  yield* events;
}
