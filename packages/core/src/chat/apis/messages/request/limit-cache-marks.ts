import type { JSONObject } from "../../../../json.ts";
import { withoutCacheMark } from "./convert-cache-mark.ts";
import type { WireMessage } from "./convert-content.ts";
import type { MessagesNotes } from "./messages-notes.ts";

/** Anthropic refuses a request with a fifth mark (400). */
const MAX_MARKS = 4;

/** The blocks of a body that may have prompt-cache marks, in the order in which the model reads them. */
export interface MarkableContent {
  tools: readonly JSONObject[];
  system: readonly JSONObject[];
  messages: readonly WireMessage[];
}

/**
 * Removes the first marks if there are more than the API takes. The last ones stay, because a mark caches
 * everything before it.
 */
export function limitCacheMarks(marked: MarkableContent, notes: MessagesNotes): MarkableContent {
  const { tools, system, messages } = marked;
  const blocks = [...tools, ...system, ...messages.flatMap(({ content }) => content)];
  const surplus = blocks.filter(isMarked).length - MAX_MARKS;
  if (surplus <= 0) return marked;
  notes.dropped(
    "cacheControl",
    `The first ${surplus} of the prompt-cache marks were not sent: the Messages API takes ${MAX_MARKS}.`,
  );
  let dropped = 0;
  const limit = (block: JSONObject): JSONObject => {
    if (!isMarked(block) || dropped === surplus) return block;
    dropped += 1;
    return withoutCacheMark(block);
  };
  return {
    tools: tools.map(limit),
    system: system.map(limit),
    messages: messages.map((message) =>
      Object.assign({}, message, { content: message.content.map(limit) }),
    ),
  };
}

/** Blocks that must not have a mark (Anthropic's guide to prompt caching). */
const UNMARKABLE: ReadonlySet<unknown> = new Set(["thinking", "redacted_thinking"]);

/**
 * The messages with a mark on the last block that may have one, so that the whole request is cached. The API
 * also has a field for this, but the relay's channel to Bedrock drops it.
 */
export function markEnd(
  messages: readonly WireMessage[],
  cacheControl: JSONObject | undefined,
): readonly WireMessage[] {
  const last = messages.at(-1);
  if (cacheControl === undefined || last === undefined) return messages;
  const index = last.content.findLastIndex((block) => !UNMARKABLE.has(block["type"]));
  const content = last.content.map((block, position) =>
    position === index ? { cache_control: { ...cacheControl }, ...block } : block,
  );
  return [...messages.slice(0, -1), { ...last, content }];
}

function isMarked(block: JSONObject): boolean {
  return block["cache_control"] !== undefined && block["cache_control"] !== null;
}
