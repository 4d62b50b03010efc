import type { CometAPIMessage, CometAPIMessageOptions } from "../chat/message-options.ts";
import type { CometAPIToolCall } from "../convert/tool-call.ts";

/** What goes back to the model with its answer, besides text and calls. */
type DroppedOptions = Pick<CometAPIMessageOptions, "thinking" | "contentOutline" | "refusal">;

/**
 * Keyed by the `input` object of a call. Agents keep that object, so two conversations whose calls look
 * alike still have different keys. All LLMs share the map, because each agent of a team may have its own.
 */
const byInput = new WeakMap<object, DroppedOptions>();

/**
 * Remembers what goes back with an answer that calls tools. LlamaIndex's agents build their message from the
 * answer's text and the id, name and input of its calls, and drop the rest.
 *
 * @param calls The calls as they were handed out.
 */
export function rememberDroppedOptions(
  calls: readonly CometAPIToolCall[],
  { thinking, contentOutline, refusal }: CometAPIMessageOptions,
): void {
  const options = {
    ...(thinking !== undefined && { thinking }),
    ...(contentOutline !== undefined && { contentOutline }),
    ...(refusal !== undefined && { refusal }),
  };
  if (Object.keys(options).length === 0) return;
  for (const { input } of calls) if (typeof input === "object") byInput.set(input, options);
}

/**
 * The messages with the options that an agent dropped. The given messages are changed too: an agent's memory
 * keeps their options, so that they can be stored with the memory.
 */
export function restoreDroppedOptions(messages: readonly CometAPIMessage[]): CometAPIMessage[] {
  return messages.map((message) => {
    const { options } = message;
    const dropped = findDropped(message);
    if (options === undefined || dropped === undefined) return message;
    if (Object.isExtensible(options)) Object.assign(options, dropped);
    return { ...message, options: { ...options, ...dropped } };
  });
}

function findDropped({ role, options = {} }: CometAPIMessage): DroppedOptions | undefined {
  const { toolCall = [], thinking, contentOutline } = options;
  if (role !== "assistant" || thinking !== undefined || contentOutline !== undefined) {
    return undefined;
  }
  for (const { input } of toolCall) {
    const known = typeof input === "object" ? byInput.get(input) : undefined;
    if (known !== undefined) return known;
  }
  return undefined;
}
