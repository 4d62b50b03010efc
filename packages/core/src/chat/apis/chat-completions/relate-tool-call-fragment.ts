import { isObject, parseJSON } from "../../../json-access.ts";
import type { ToolCallFragment } from "./read-tool-call-fragment.ts";

/** What is known of a call when another fragment points at it. */
export interface ToolCallSoFar {
  /** The vendor's id, undefined until it sends one. */
  vendorId: string | undefined;
  /** The vendor's index, undefined when it sends none. */
  wireIndex: number | undefined;
  name: string;
  arguments: string;
  /** The arguments are a first `{}` that may only stand for the real ones. */
  isPlaceholder: boolean;
  /** The whole call was named once more, without arguments: another call, if arguments follow. */
  isNamedAgain: boolean;
}

/** What a fragment is to the call it points at. */
export type Relation = "continues" | "repeats" | "another";

/**
 * Tells what a fragment is to the call that its id or index names, or that came last.
 *
 * A fragment without a name goes on with the call. One with a name may repeat that of an unfinished
 * call, as some vendors do on every fragment; after whole arguments it repeats the call where it says
 * nothing new, and begins another one where it does.
 */
export function relateToolCallFragment(call: ToolCallSoFar, fragment: ToolCallFragment): Relation {
  const { id, name } = fragment;
  if (name === undefined) {
    return call.isNamedAgain && fragment.arguments !== "" ? "another" : "continues";
  }
  if (call.name === "") return "continues";
  if (differs(call.wireIndex, fragment.wireIndex)) return "another";
  const hasOtherId = differs(call.vendorId, id);
  const isWhole = isJSON(call.arguments);
  if (!isWhole) {
    // A new id in the middle of unfinished arguments is a vendor that makes up an id per fragment.
    const isNew = hasOtherId && (call.arguments === "" || name !== call.name);
    return isNew ? "another" : "continues";
  }
  if (hasOtherId || name !== call.name) return "another";
  if (fragment.arguments === "") return "repeats";
  // Two whole calls without id and index may be alike; those that share one are one call.
  const isSameId = id !== undefined && id === call.vendorId;
  if (!isSameId && fragment.wireIndex === undefined) return "another";
  if (isSameJSON(call.arguments, fragment.arguments)) return "repeats";
  return call.isPlaceholder ? "continues" : "another";
}

/** Whether a fragment says the whole call again from its beginning, where only part of it had come. */
export function restates(call: ToolCallSoFar, fragment: ToolCallFragment): boolean {
  return (
    fragment.name !== undefined &&
    fragment.arguments.startsWith(call.arguments) &&
    isObject(parseJSON(fragment.arguments))
  );
}

/** Whether both are known and not the same. */
function differs<T>(known: T | undefined, given: T | undefined): boolean {
  return known !== undefined && given !== undefined && known !== given;
}

/** Most pieces of arguments are not asked further: an object is whole at the earliest where one ends. */
function isJSON(text: string): boolean {
  return (!text.startsWith("{") || text.trimEnd().endsWith("}")) && parseJSON(text) !== undefined;
}

function isSameJSON(a: string, b: string): boolean {
  if (a === b) return true;
  const value = parseJSON(b);
  return value !== undefined && JSON.stringify(parseJSON(a)) === JSON.stringify(value);
}
