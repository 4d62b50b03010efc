import type {
  ChatEvent,
  ToolCallDeltaEvent,
  ToolCallEndEvent,
  ToolCallStartEvent,
} from "../../chat-event.ts";
import { isJSONObject, isObject, numberOf, parseJSON, textOf } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";

/** What some vendors send in place of arguments before the real ones, or for a tool without any. */
const PLACEHOLDER = "{}";

/** A call that is being put together. */
interface PartialCall {
  index: number;
  /** The vendor's id, undefined until it sends one. */
  vendorId: string | undefined;
  /** The vendor's index, undefined when it sends none. */
  wireIndex: number | undefined;
  name: string;
  /** The id in events; fixed by the start event. */
  id: string;
  arguments: string;
  /** Arguments received but not yet in a delta, because the name may not be whole. */
  pending: string;
  /** A first fragment `{}` that may turn out to be a placeholder. */
  isPlaceholder: boolean;
  isStarted: boolean;
  extraContent: JSONObject | undefined;
}

/** One entry of `tool_calls`, whatever its shape. */
interface Fragment {
  id: string | undefined;
  wireIndex: number | undefined;
  name: string | undefined;
  arguments: string;
  extraContent: JSONObject | undefined;
}

/**
 * Puts the tool calls of one choice together from fragments.
 *
 * Vendors leave out, repeat or share ids and indexes, split or delay names, and send arguments as
 * text, as an object, or as a placeholder first. A call starts when its name is whole, which its
 * first arguments prove, and ends only with the answer.
 */
export class ToolCallAssembler {
  readonly #choiceIndex: number;
  readonly #generateId: () => string;
  readonly #calls: PartialCall[] = [];

  constructor(choiceIndex: number, generateId: () => string) {
    this.#choiceIndex = choiceIndex;
    this.#generateId = generateId;
  }

  get hasCalls(): boolean {
    return this.#calls.length > 0;
  }

  /** Takes the value of a `tool_calls` field: an array, or one call by itself. */
  push(value: unknown, events: ChatEvent[]): void {
    const entries = Array.isArray(value) ? value : [value];
    let latest: PartialCall | undefined;
    entries.forEach((entry, position) => {
      const fragment = readFragment(entry);
      if (fragment === undefined) return;
      const found = this.#find(fragment, position, entries.length);
      // Two named entries of one delta are two calls, whatever else they share.
      const isSibling = found !== undefined && found === latest && fragment.name !== undefined;
      const call = found === undefined || isSibling ? this.#create(fragment) : found;
      latest = call;
      this.#extend(call, fragment, events);
    });
  }

  /**
   * Ends all calls.
   *
   * @param isCut Whether the answer was cut, so that arguments which do not parse are truncated.
   * @param isProven Whether the protocol said that the answer is whole.
   */
  end(end: { isCut: boolean; isProven: boolean }, events: ChatEvent[]): void {
    for (const call of this.#calls) {
      if (!call.isStarted || call.pending !== "") this.#start(call, events);
      const isEmpty = call.arguments.trim() === "";
      const isWhole = end.isProven && !(end.isCut && parseJSON(call.arguments) === undefined);
      events.push({
        ...this.#identity("tool-call-end", call),
        name: call.name,
        arguments: isEmpty && isWhole ? PLACEHOLDER : call.arguments,
        isComplete: isWhole && call.name !== "",
        extraContent: call.extraContent,
      } satisfies ToolCallEndEvent);
    }
  }

  #find(fragment: Fragment, position: number, siblings: number): PartialCall | undefined {
    const sameId = this.#calls.findLast((call) => call.vendorId === fragment.id);
    if (fragment.id !== undefined && sameId !== undefined) {
      const isAnother = fragment.name !== undefined && differs(sameId, fragment.wireIndex);
      return isAnother ? undefined : sameId;
    }
    const candidate = this.#candidate(fragment, position, siblings);
    if (candidate === undefined) return undefined;
    const hasOtherId = fragment.id !== undefined && candidate.vendorId !== undefined;
    return startsAnotherCall(candidate, fragment, hasOtherId) ? undefined : candidate;
  }

  /** The call a fragment without a known id continues, if it continues one. */
  #candidate(fragment: Fragment, position: number, siblings: number): PartialCall | undefined {
    const { wireIndex } = fragment;
    if (wireIndex !== undefined) {
      const sameIndex = this.#calls.findLast((call) => call.wireIndex === wireIndex);
      if (sameIndex !== undefined || fragment.name !== undefined) return sameIndex;
      return this.#calls.findLast((call) => call.wireIndex === undefined);
    }
    if (fragment.name === undefined && siblings > 1) return this.#calls[position];
    return this.#calls.at(-1);
  }

  #create(fragment: Fragment): PartialCall {
    const call: PartialCall = {
      index: this.#calls.length,
      vendorId: undefined,
      wireIndex: fragment.wireIndex,
      name: "",
      id: "",
      arguments: "",
      pending: "",
      isPlaceholder: false,
      isStarted: false,
      extraContent: undefined,
    };
    this.#calls.push(call);
    return call;
  }

  #extend(call: PartialCall, fragment: Fragment, events: ChatEvent[]): void {
    call.vendorId ??= fragment.id;
    if (fragment.extraContent !== undefined) {
      call.extraContent = { ...call.extraContent, ...fragment.extraContent };
    }
    if (fragment.name !== undefined && !call.isStarted) {
      call.name = joinName(call.name, fragment.name);
    }
    if (fragment.arguments === "") return;
    this.#append(call, fragment.arguments);
    const isReady = call.name !== "" && !call.isPlaceholder;
    if (isReady) this.#start(call, events);
  }

  #append(call: PartialCall, text: string): void {
    if (call.isPlaceholder && text.trimStart().startsWith("{")) {
      call.arguments = "";
      call.pending = "";
    } else if (isRepetition(call, text)) {
      return;
    }
    call.isPlaceholder = call.arguments === "" && text === PLACEHOLDER;
    call.arguments += text;
    call.pending += text;
  }

  #start(call: PartialCall, events: ChatEvent[]): void {
    if (!call.isStarted) {
      call.isStarted = true;
      call.id = this.#uniqueId(call);
      events.push({
        ...this.#identity("tool-call-start", call),
        name: call.name,
      } satisfies ToolCallStartEvent);
    }
    if (call.pending === "") return;
    events.push({
      ...this.#identity("tool-call-delta", call),
      argumentsDelta: call.pending,
    } satisfies ToolCallDeltaEvent);
    call.pending = "";
  }

  #uniqueId(call: PartialCall): string {
    const { vendorId } = call;
    const isTaken = this.#calls.some((other) => other !== call && other.id === vendorId);
    return vendorId === undefined || isTaken ? this.#generateId() : vendorId;
  }

  #identity<T extends string>(
    type: T,
    call: PartialCall,
  ): { type: T; choiceIndex: number; index: number; id: string } {
    return { type, choiceIndex: this.#choiceIndex, index: call.index, id: call.id };
  }
}

function readFragment(entry: unknown): Fragment | undefined {
  if (!isObject(entry)) return undefined;
  const inner = entry["function"] ?? entry["custom"];
  const body = isObject(inner) ? inner : entry;
  const id = entry["id"];
  return {
    id: typeof id === "number" ? String(id) : textOf(id),
    wireIndex: numberOf(entry["index"]),
    name: textOf(body["name"]),
    arguments: readArguments(body["arguments"] ?? body["input"]),
    extraContent: readExtraContent(entry),
  };
}

function readArguments(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function readExtraContent(entry: Record<string, unknown>): JSONObject | undefined {
  const value = entry["extra_content"];
  return isJSONObject(value) ? value : undefined;
}

function differs(call: PartialCall, wireIndex: number | undefined): boolean {
  return wireIndex !== undefined && call.wireIndex !== undefined && wireIndex !== call.wireIndex;
}

/**
 * Whether a fragment that points at a call, by index or by coming last, is nevertheless another one:
 * it is named again, and what came before is whole or had another id.
 */
function startsAnotherCall(call: PartialCall, fragment: Fragment, hasOtherId: boolean): boolean {
  if (fragment.name === undefined || call.name === "") return false;
  const isWhole = parseJSON(call.arguments) !== undefined;
  if (isWhole) return true;
  // A new id in the middle of unfinished arguments is a vendor that makes up an id per fragment.
  return hasOtherId && (call.arguments === "" || fragment.name !== call.name);
}

/** Joins the parts of a name; a vendor may also repeat the whole, or what came so far. */
function joinName(name: string, part: string): string {
  return part.startsWith(name) ? part : name + part;
}

/** Some vendors send the whole arguments once more at the end. */
function isRepetition(call: PartialCall, text: string): boolean {
  return (
    text.length > PLACEHOLDER.length &&
    text.length === call.arguments.length &&
    text.startsWith("{") &&
    text === call.arguments &&
    parseJSON(text) !== undefined
  );
}
