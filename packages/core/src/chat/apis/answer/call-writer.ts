import { isJSONObject, parseJSON } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";
import type { ChatApiName } from "../../chat-api-name.ts";
import type { ChatEvent } from "../../chat-event.ts";
import type { Echo } from "../../echo.ts";
import { GrowingText } from "../../growing-text.ts";

/** Which calls of an answer are complete: all, those whose arguments are a JSON object, or none. */
export type CompleteCalls = "all" | "json" | "none";

/** What a {@link CallWriter} gets from the writer of the answer. */
export interface CallWriterContext {
  api: ChatApiName;
  choiceIndex: number;
  /** Makes ids for calls that have none. */
  generateId: () => string;
}

interface OpenCall {
  index: number;
  id: string;
  name: string;
  readonly arguments: GrowingText;
  /** Whether the arguments may be a placeholder for others that are still to come. */
  mayBePlaceholder: boolean;
  /** Whether something of the arguments is missing, however the answer ended. */
  hasLostPiece: boolean;
  echo: Echo | undefined;
}

/**
 * Writes the tool calls of one choice. Each has a key, unique in the answer, by which the normalizer refers to it.
 * A call begins with its name, and ends with the answer.
 */
export class CallWriter {
  readonly #context: CallWriterContext;
  readonly #calls = new Map<string, OpenCall>();
  readonly #ids = new Set<string>();

  constructor(context: CallWriterContext) {
    this.#context = context;
  }

  get hasCalls(): boolean {
    return this.#calls.size > 0;
  }

  /** Whether there is a call that can be run. */
  canRun(complete: CompleteCalls): boolean {
    return [...this.#calls.values()].some((call) => isComplete(call, complete));
  }

  /**
   * Begins a call.
   *
   * @param call With its place among the calls, where it may begin after a later one.
   */
  start(
    key: string,
    call: { id: string | undefined; name: string; index?: number },
    events: ChatEvent[],
  ): void {
    const { choiceIndex, generateId } = this.#context;
    const { id: givenId, name, index = this.#calls.size } = call;
    const isTaken = givenId === undefined || this.#ids.has(givenId);
    const id = isTaken ? generateId() : givenId;
    this.#ids.add(id);
    this.#calls.set(key, {
      index,
      id,
      name,
      arguments: new GrowingText(),
      mayBePlaceholder: false,
      hasLostPiece: false,
      echo: undefined,
    });
    events.push({ type: "tool-call-start", choiceIndex, index, id, name });
  }

  /** Writes the next piece of a call's arguments. Nothing is written for a call that has not begun. */
  addArguments(key: string, argumentsDelta: string, events: ChatEvent[]): void {
    const call = this.#calls.get(key);
    if (call === undefined || argumentsDelta === "") return;
    call.arguments.push(argumentsDelta);
    const { choiceIndex } = this.#context;
    const { index, id } = call;
    events.push({ type: "tool-call-delta", choiceIndex, index, id, argumentsDelta });
  }

  /** Marks the arguments of a call as a possible placeholder for others, although they look whole. */
  markPlaceholder(key: string): void {
    const call = this.#calls.get(key);
    if (call !== undefined) call.mayBePlaceholder = true;
  }

  /** Marks a call of which something was lost: it is complete only if its arguments are a JSON object all the same. */
  markLostPiece(key: string): void {
    const call = this.#calls.get(key);
    if (call !== undefined) call.hasLostPiece = true;
  }

  /** Sets what goes back with a call. */
  setEcho(key: string, data: JSONObject | undefined): void {
    const call = this.#calls.get(key);
    if (call !== undefined && data !== undefined) call.echo = { api: this.#context.api, data };
  }

  /** Ends all calls, in their order. */
  end(complete: CompleteCalls, events: ChatEvent[]): void {
    const calls = [...this.#calls.values()].toSorted((a, b) => a.index - b.index);
    for (const call of calls) this.#endCall(call, complete, events);
  }

  #endCall(call: OpenCall, complete: CompleteCalls, events: ChatEvent[]): void {
    const { choiceIndex } = this.#context;
    const { index, id, name, echo } = call;
    const text = call.arguments.toString();
    const canRun = isComplete(call, complete);
    events.push({
      type: "tool-call-end",
      choiceIndex,
      index,
      id,
      name,
      arguments: canRun && text.trim() === "" ? "{}" : text,
      isComplete: canRun,
      echo,
    });
  }
}

function isComplete(call: OpenCall, complete: CompleteCalls): boolean {
  if (call.name === "" || complete === "none") return false;
  if (complete === "all" && !call.hasLostPiece) return true;
  return !call.mayBePlaceholder && isJSONObject(parseJSON(call.arguments.toString()));
}
