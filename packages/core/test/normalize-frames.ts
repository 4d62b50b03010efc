import type { BodyEnd, ChatApi, NormalizerContext } from "../src/chat/apis/chat-api.ts";
import type { ChatEvent } from "../src/chat/chat-event.ts";
import type { ChatRequest } from "../src/chat/chat-request.ts";
import { toCometAPIError } from "../src/errors/to-comet-api-error.ts";
import { resolveModelTraits } from "../src/models/resolve-model-traits.ts";

/** What a normalizer gets from its caller. Ids that it needs are `generated-1`, `generated-2` and so on. */
export function createNormalizerContext(request: ChatRequest): NormalizerContext {
  let count = 0;
  return {
    request,
    traits: resolveModelTraits(request.model),
    includeRaw: request.includeRaw === true,
    generateId: () => `generated-${(count += 1)}`,
    locate: (error) => error,
    toError: (frame) => toCometAPIError({ status: 200, headers: {}, body: JSON.stringify(frame) }),
  };
}

/** The events that an API's normalizer makes of the frames of one answer. */
export function normalizeFrames(
  { createNormalizer }: Pick<ChatApi, "createNormalizer">,
  request: ChatRequest,
  frames: readonly unknown[],
  end: BodyEnd = "closed",
): ChatEvent[] {
  const events: ChatEvent[] = [];
  const normalizer = createNormalizer(createNormalizerContext(request));
  for (const frame of frames) normalizer.push(frame, events);
  normalizer.end(end, events);
  return events;
}
