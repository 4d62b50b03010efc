import { isJSONObject, isObject, numberOf, textOf } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";

/** One entry of `tool_calls`, or a `function_call`, whatever its shape. */
export interface ToolCallFragment {
  id: string | undefined;
  /** The vendor's index, undefined when it sends none. */
  wireIndex: number | undefined;
  name: string | undefined;
  /** Arguments as text, empty when the fragment has none. */
  arguments: string;
  extraContent: JSONObject | undefined;
}

/** Reads a fragment of a call. Undefined for any other value. */
export function readToolCallFragment(entry: unknown): ToolCallFragment | undefined {
  if (!isObject(entry)) return undefined;
  const inner = entry["function"] ?? entry["custom"];
  const body = isObject(inner) ? inner : entry;
  const id = entry["id"];
  const extraContent = entry["extra_content"];
  return {
    id: typeof id === "number" ? String(id) : textOf(id),
    wireIndex: numberOf(entry["index"]),
    name: textOf(body["name"]),
    arguments: readArguments(body["arguments"] ?? body["input"]),
    extraContent: isJSONObject(extraContent) ? extraContent : undefined,
  };
}

/** Whether a fragment has no content, as the blank `function_call` that some servers put beside text. */
export function saysNothing(fragment: ToolCallFragment): boolean {
  const { id, name, extraContent } = fragment;
  return (id ?? name ?? extraContent) === undefined && fragment.arguments === "";
}

function readArguments(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
