import type { JSONObject } from "../../../json.ts";
import type { WireMessage } from "./convert-content.ts";
import type { MessagesNotes } from "./messages-notes.ts";

/** Anthropic answers a fifth mark with 400. */
const MAX_MARKS = 4;

/** What of a body may carry prompt-cache marks, in the order in which the model reads it. */
export interface Markable {
  tools: readonly JSONObject[];
  system: readonly JSONObject[];
  messages: readonly WireMessage[];
}

/**
 * The same with at most as many marks as the API takes: the last ones, which cover most.
 */
export function limitCacheMarks(marked: Markable, notes: MessagesNotes): Markable {
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
    const { cache_control: _, ...unmarked } = block;
    return unmarked;
  };
  return {
    tools: tools.map(limit),
    system: system.map(limit),
    messages: messages.map((message) =>
      Object.assign({}, message, { content: message.content.map(limit) }),
    ),
  };
}

/** Blocks that take no mark (Anthropic's guide to prompt caching). */
const UNMARKABLE: ReadonlySet<unknown> = new Set(["thinking", "redacted_thinking"]);

/**
 * The messages with a mark after everything: on the last block that takes one. The API has a field for
 * it, which Bedrock's channel leaves out.
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
