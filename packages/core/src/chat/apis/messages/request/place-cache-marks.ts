import type { JSONObject } from "../../../../json.ts";
import { convertCacheMark, withoutCacheMark } from "./convert-cache-mark.ts";
import type { RequestContext } from "./request-context.ts";
import type { WirePrompt } from "./wire-prompt.ts";

/** Anthropic refuses a request with a fifth mark (400). */
const MAX_MARKS = 4;

/**
 * The prompt with the request's own prompt-cache mark at its end, and without the first marks if there are more than
 * the API takes. The last ones stay, because a mark caches everything before it.
 */
export function placeCacheMarks(given: WirePrompt, { request, notes }: RequestContext): WirePrompt {
  const prompt = markEnd(given, convertCacheMark(request));
  const { tools, system, messages } = prompt;
  const blocks = [...tools, ...system, ...messages.flatMap(({ content }) => content)];
  const surplus = blocks.filter(isMarked).slice(0, -MAX_MARKS);
  if (surplus.length === 0) return prompt;
  const message = `The first ${surplus.length} of the prompt-cache marks were not sent: the Messages API takes ${MAX_MARKS}.`;
  notes.dropped("cacheControl", message);
  const limit = (block: JSONObject) => (surplus.includes(block) ? withoutCacheMark(block) : block);
  return {
    tools: tools.map(limit),
    system: system.map(limit),
    messages: messages.map((turn) => Object.assign({}, turn, { content: turn.content.map(limit) })),
  };
}

/** Blocks that must not have a mark (Anthropic's guide to prompt caching). */
const UNMARKABLE: ReadonlySet<unknown> = new Set(["thinking", "redacted_thinking"]);

/**
 * The prompt with a mark on the last block that may have one, so that all of it is cached. The API also has a field for
 * this, but the relay's channel to Bedrock drops it.
 */
function markEnd(prompt: WirePrompt, mark: JSONObject): WirePrompt {
  const last = prompt.messages.at(-1);
  if (last === undefined) return prompt;
  const index = last.content.findLastIndex((block) => !UNMARKABLE.has(block["type"]));
  const content = last.content.map((block, position) =>
    position === index ? { ...mark, ...block } : block,
  );
  return { ...prompt, messages: [...prompt.messages.slice(0, -1), { ...last, content }] };
}

function isMarked(block: JSONObject): boolean {
  return block["cache_control"] !== undefined && block["cache_control"] !== null;
}
