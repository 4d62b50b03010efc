import type { ChatMessage } from "@llamaindex/core/llms";
import { toContent } from "./convert/events.ts";
import type { CometAPIMessageOptions, CometAPIToolCall } from "./message-options.ts";
import type { CometAPIChunk } from "./streamed-answer.ts";

/** The message that the chunks of a stream add up to, also of a `chat` that was overridden. */
export function joinChunks(chunks: readonly CometAPIChunk[]): ChatMessage<CometAPIMessageOptions> {
  const text = chunks.map(({ delta }) => delta).join("");
  const given = chunks.flatMap(({ options }) => (options === undefined ? [] : [options]));
  if (given.length === 0) return { role: "assistant", content: text };
  const options = given.reduce(joinOptions, {});
  return { role: "assistant", content: toContent(text, options.images ?? []), options };
}

/** Texts and lists are joined. Of a call, and of everything else, the last value counts. */
function joinOptions(
  known: CometAPIMessageOptions,
  next: CometAPIMessageOptions,
): CometAPIMessageOptions {
  const { thinking, refusal, toolCall, images, audio, citations, logprobs } = next;
  return {
    ...known,
    ...next,
    ...(thinking !== undefined && { thinking: (known.thinking ?? "") + thinking }),
    ...(refusal !== undefined && { refusal: (known.refusal ?? "") + refusal }),
    ...(toolCall !== undefined && { toolCall: joinCalls(known.toolCall ?? [], toolCall) }),
    ...(images !== undefined && { images: [...(known.images ?? []), ...images] }),
    ...(audio !== undefined && { audio: [...(known.audio ?? []), ...audio] }),
    ...(citations !== undefined && { citations: [...(known.citations ?? []), ...citations] }),
    ...(logprobs !== undefined && { logprobs: [...(known.logprobs ?? []), ...logprobs] }),
  };
}

function joinCalls(
  known: readonly CometAPIToolCall[],
  next: readonly CometAPIToolCall[],
): CometAPIToolCall[] {
  const calls = new Map(known.map((call) => [call.id, call]));
  for (const call of next) calls.set(call.id, call);
  return [...calls.values()];
}
