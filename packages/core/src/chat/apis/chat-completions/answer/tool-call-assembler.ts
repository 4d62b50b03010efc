import type { ChatEvent } from "../../../chat-event.ts";
import type { JSONObject } from "../../../../json.ts";
import type { AnswerWriter } from "../../answer/answer-writer.ts";
import {
  readToolCallFragment,
  saysNothing,
  type ToolCallFragment,
} from "./read-tool-call-fragment.ts";
import {
  isWholeJSON,
  relateToolCallFragment,
  restates,
  type ToolCallSoFar,
} from "./relate-tool-call-fragment.ts";

/** The arguments for a tool without parameters. Some vendors also send them before the real arguments. */
const NO_ARGUMENTS = "{}";

/** A call that is being put together. */
interface PartialCall extends ToolCallSoFar {
  /** Its place among the calls, which is also its key. */
  index: number;
  /** Arguments that came before the name was known to be whole. They are not in a delta yet. */
  pending: string;
  isStarted: boolean;
  extraContent: JSONObject | undefined;
}

/**
 * Puts the tool calls of one choice together from fragments.
 *
 * Vendors leave out, repeat or share ids and indexes, split or delay names, and send arguments as
 * text, as an object, or as a placeholder first. A call starts when its name is whole, which is known when its
 * first arguments come. It ends only with the answer.
 */
export class ToolCallAssembler {
  readonly #writer: AnswerWriter;
  readonly #calls: PartialCall[] = [];

  constructor(writer: AnswerWriter) {
    this.#writer = writer;
  }

  get hasCalls(): boolean {
    return this.#calls.length > 0;
  }

  /** Takes the value of a `tool_calls` field: an array, or one call by itself. */
  push(value: unknown, events: ChatEvent[]): void {
    const entries = Array.isArray(value) ? value : [value];
    let latest: PartialCall | undefined;
    entries.forEach((entry, position) => {
      const fragment = readToolCallFragment(entry);
      if (fragment === undefined) return;
      const call = this.#call(fragment, position, entries.length, latest);
      if (call === undefined) return;
      latest = call;
      this.#extend(call, fragment, events);
    });
  }

  /** Writes what is left of all calls. */
  end(events: ChatEvent[]): void {
    for (const call of this.#calls) {
      this.#write(call, events);
      const { extraContent } = call;
      const key = String(call.index);
      if (call.isPlaceholder) this.#writer.calls.markPlaceholder(key);
      if (extraContent !== undefined) {
        this.#writer.calls.setEcho(key, { extra_content: extraContent });
      }
    }
  }

  /** The call that a fragment belongs to; a new call if there is none. Undefined for a fragment that adds nothing. */
  #call(
    fragment: ToolCallFragment,
    position: number,
    siblings: number,
    latest: PartialCall | undefined,
  ): PartialCall | undefined {
    const candidate = this.#candidate(fragment, position, siblings);
    if (candidate === undefined) return saysNothing(fragment) ? undefined : this.#create(fragment);
    // Two named entries of one delta are two calls, whatever else they share.
    const isSibling = candidate === latest && fragment.name !== undefined;
    switch (isSibling ? "another" : relateToolCallFragment(candidate, fragment)) {
      case "continues":
        return candidate;
      case "another":
        return this.#create({ ...fragment, name: fragment.name ?? candidate.name });
      case "repeats":
        candidate.vendorId ??= fragment.id;
        candidate.isNamedAgain = fragment.arguments === "" && fragment.id === undefined;
        this.#addExtraContent(candidate, fragment);
        return undefined;
    }
  }

  /** The call that a fragment refers to: by its id, by its index, otherwise the latest. */
  #candidate(
    { id, name, wireIndex }: ToolCallFragment,
    position: number,
    siblings: number,
  ): PartialCall | undefined {
    const sameId = this.#calls.findLast((call) => call.vendorId === id);
    if (id !== undefined && sameId !== undefined) return sameId;
    if (wireIndex !== undefined) {
      const sameIndex = this.#calls.findLast((call) => call.wireIndex === wireIndex);
      if (sameIndex !== undefined || name !== undefined) return sameIndex;
      const unnumbered = this.#calls.findLast((call) => call.wireIndex === undefined);
      return unnumbered ?? (id === undefined ? this.#unfinished() : undefined);
    }
    if (name === undefined && siblings > 1) return this.#calls[position];
    return this.#calls.at(-1);
  }

  /** The latest call, if its arguments are not whole. */
  #unfinished(): PartialCall | undefined {
    const latest = this.#calls.at(-1);
    return latest === undefined || isWholeJSON(latest.arguments) ? undefined : latest;
  }

  #create(fragment: ToolCallFragment): PartialCall {
    const call: PartialCall = {
      index: this.#calls.length,
      vendorId: undefined,
      wireIndex: fragment.wireIndex,
      name: fragment.name ?? "",
      arguments: "",
      pending: "",
      isPlaceholder: false,
      isNamedAgain: false,
      isStarted: false,
      extraContent: undefined,
    };
    this.#calls.push(call);
    return call;
  }

  #extend(call: PartialCall, fragment: ToolCallFragment, events: ChatEvent[]): void {
    call.vendorId ??= fragment.id;
    this.#addExtraContent(call, fragment);
    if (fragment.name !== undefined && !call.isStarted) {
      call.name = joinName(call.name, fragment.name);
    }
    if (fragment.arguments === "") return;
    this.#append(call, fragment);
    const isReady = call.name !== "" && !call.isPlaceholder;
    if (isReady) this.#write(call, events);
  }

  #addExtraContent(call: PartialCall, { extraContent }: ToolCallFragment): void {
    if (extraContent !== undefined) call.extraContent = { ...call.extraContent, ...extraContent };
  }

  #append(call: PartialCall, fragment: ToolCallFragment): void {
    let text = fragment.arguments;
    if (call.isPlaceholder && text.trimStart().startsWith("{")) {
      call.arguments = "";
      call.pending = "";
    } else if (restates(call, fragment)) {
      text = text.slice(call.arguments.length);
    }
    if (call.arguments === "") {
      // Groq writes `null` for a tool without parameters.
      if (text === "null") text = NO_ARGUMENTS;
      call.isPlaceholder = text === NO_ARGUMENTS;
    } else {
      call.isPlaceholder = false;
    }
    call.arguments += text;
    call.pending += text;
  }

  #write(call: PartialCall, events: ChatEvent[]): void {
    const { index, vendorId: id, name, pending } = call;
    const key = String(index);
    if (!call.isStarted) this.#writer.calls.start(key, { id, name, index }, events);
    call.isStarted = true;
    call.pending = "";
    this.#writer.calls.addArguments(key, pending, events);
  }
}

/** Joins the parts of a name. A vendor may also repeat the whole name, or the part that came so far. */
function joinName(name: string, part: string): string {
  return part.startsWith(name) ? part : name + part;
}
