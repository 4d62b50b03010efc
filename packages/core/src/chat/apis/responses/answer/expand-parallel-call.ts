import { isJSONObject, parseJSON, textOf } from "../../../../json-access.ts";

/** A call inside a wrapper. */
export interface WrappedCall {
  name: string;
  arguments: string;
}

const WRAPPERS: ReadonlySet<string> = new Set(["parallel", "multi_tool_use.parallel"]);
const RECIPIENT = "functions.";

/**
 * Whether a call is OpenAI's internal wrapper around several calls. Models sometimes send it as if it were one of the
 * caller's functions.
 */
export function isParallelCall(name: string, toolNames: ReadonlySet<string>): boolean {
  return WRAPPERS.has(name) && !toolNames.has(name);
}

/**
 * The calls inside such a wrapper. Undefined if it has anything but calls of the caller's functions.
 */
export function expandParallelCall(
  argumentsText: string,
  toolNames: ReadonlySet<string>,
): WrappedCall[] | undefined {
  const wrapper = parseJSON(argumentsText);
  const uses = isJSONObject(wrapper) ? wrapper["tool_uses"] : undefined;
  if (!Array.isArray(uses) || uses.length === 0) return undefined;
  const calls: WrappedCall[] = [];
  for (const use of uses) {
    if (!isJSONObject(use)) return undefined;
    const { recipient_name: recipient, parameters } = use;
    const name = textOf(recipient)?.startsWith(RECIPIENT)
      ? textOf(recipient)?.slice(RECIPIENT.length)
      : undefined;
    if (name === undefined || !toolNames.has(name) || !isJSONObject(parameters)) return undefined;
    calls.push({ name, arguments: JSON.stringify(parameters) });
  }
  return calls;
}
