import { isObject, parseJSON } from "../../../../json-access.ts";
import type { ToolCallFragment } from "./read-tool-call-fragment.ts";

/** What is known of a call when another fragment refers to it. */
export interface ToolCallSoFar {
  /** The vendor's id, undefined until it sends one. */
  vendorId: string | undefined;
  /** The vendor's index, undefined when it sends none. */
  wireIndex: number | undefined;
  name: string;
  arguments: string;
  /** The arguments are a first `{}`, which may be a placeholder for the real ones. */
  isPlaceholder: boolean;
  /** The whole call was named once more, without arguments: another call, if arguments follow. */
  isNamedAgain: boolean;
}

/** How a fragment relates to the call that it refers to. */
export type Relation = "continues" | "repeats" | "another";

/**
 * Decides how a fragment relates to the call that its id or index names, or that came last.
 *
 * A fragment without a name continues the call. A fragment with a name may continue an unfinished call, because
 * some vendors repeat the name on every fragment. After whole arguments it repeats the call if it has nothing
 * new; otherwise it begins another call.
 */
export function relateToolCallFragment(call: ToolCallSoFar, fragment: ToolCallFragment): Relation {
  const { id, name } = fragment;
  if (name === undefined) {
    return call.isNamedAgain && fragment.arguments !== "" ? "another" : "continues";
  }
  if (call.name === "") return "continues";
  if (differs(call.wireIndex, fragment.wireIndex)) return "another";
  const hasOtherId = differs(call.vendorId, id);
  const isWhole = isWholeJSON(call.arguments);
  if (!isWhole) {
    // A new id while the arguments are unfinished comes from a vendor that makes up an id for each fragment.
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

/** Whether a fragment repeats a call from its beginning, of which only a part had come before. */
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

/** Whether a text is whole JSON. An object is parsed only if the text ends with a bracket, which most pieces do not. */
export function isWholeJSON(text: string): boolean {
  return (!text.startsWith("{") || text.trimEnd().endsWith("}")) && parseJSON(text) !== undefined;
}

function isSameJSON(a: string, b: string): boolean {
  if (a === b) return true;
  const value = parseJSON(b);
  return value !== undefined && JSON.stringify(parseJSON(a)) === JSON.stringify(value);
}
