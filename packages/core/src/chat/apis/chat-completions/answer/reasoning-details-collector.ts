import { isJSONObject, textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";

/** Members of a detail whose pieces are joined. For all others the latest value counts. */
const JOINED = new Set(["text", "summary", "data", "thinking"]);

/**
 * Puts reasoning details together: signed, encrypted or summarized blocks that a vendor streams in
 * fragments and wants back whole on the next turn.
 */
export class ReasoningDetailsCollector {
  #details: JSONObject[] = [];

  /** Whether blocks were collected since the last time they were taken. */
  get hasDetails(): boolean {
    return this.#details.length > 0;
  }

  /** Hands out the blocks that were collected since the last time. */
  take(): JSONObject[] {
    const details = this.#details;
    this.#details = [];
    return details;
  }

  /** As {@link take}, but only when every block is whole: signed or encrypted. */
  takeWhole(): JSONObject[] {
    return this.hasDetails && this.#details.every(isWhole) ? this.take() : [];
  }

  /** Takes one fragment of `reasoning_details` or `thinking_blocks` and gives back its readable text. */
  push(fragment: unknown): string {
    if (!isJSONObject(fragment)) return "";
    const open = this.#details.findLast((detail) => continues(detail, fragment));
    if (open === undefined) this.#details.push({ ...fragment });
    else extend(open, fragment);
    return readable(fragment);
  }
}

function continues(detail: JSONObject, fragment: JSONObject): boolean {
  if (fragment["type"] !== undefined && fragment["type"] !== detail["type"]) return false;
  const id = textOf(fragment["id"]);
  const knownId = textOf(detail["id"]);
  const hasOtherId = id !== undefined && id !== knownId;
  if (hasOtherId && knownId !== undefined) return false;
  // Encrypted data comes in one piece and must go back unchanged, so further data belongs to another block.
  if (isWhole(detail) && hasData(detail) && hasData(fragment)) return false;
  if (fragment["index"] !== undefined) return fragment["index"] === detail["index"];
  // Without an index, a fragment continues the last block until that has its signature.
  return !hasOtherId && !isSigned(detail);
}

function isWhole(detail: JSONObject): boolean {
  return isSigned(detail) || /encrypted|redacted/.test(textOf(detail["type"]) ?? "");
}

function hasData(detail: JSONObject): boolean {
  return textOf(detail["data"]) !== undefined;
}

function isSigned(detail: JSONObject): boolean {
  return textOf(detail["signature"]) !== undefined;
}

function extend(detail: JSONObject, fragment: JSONObject): void {
  for (const [name, value] of Object.entries(fragment)) {
    if (value === null || value === undefined) continue;
    detail[name] = JOINED.has(name) ? join(detail[name], value) : value;
  }
}

function join(before: JSONValue | undefined, value: JSONValue): JSONValue {
  return typeof before === "string" && typeof value === "string" ? before + value : value;
}

function readable(fragment: JSONObject): string {
  const text = fragment["text"] ?? fragment["summary"] ?? fragment["thinking"];
  return typeof text === "string" ? text : "";
}
