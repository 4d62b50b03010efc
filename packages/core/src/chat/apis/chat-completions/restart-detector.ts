import { isObject, textOf } from "../../../json-access.ts";
import type { ChoiceEntry } from "./read-choice-entries.ts";

/** What a chunk is to those before it. `unclear`: the next chunk will tell. */
export type Continuity = "continues" | "unclear" | "restarts";

/** What a delta brings. An opener has a role and nothing else. */
type Content = "text" | "reasoning" | "calls" | "opener";

/**
 * Notices that a second answer begins within a stream.
 *
 * A relay whose upstream breaks off may ask another one and append its whole answer to the half that
 * was already sent: new-api's retries do not look whether bytes were sent. What tells, after output:
 *
 * - Another id, where the one before stood on two chunks. Servers that make up an id per chunk change
 *   it on every one (Foundry Local, older LiteLLM, llama.cpp and one-api), so that the change of an id
 *   which stood on one chunk only is unclear until the next chunk keeps the new id or changes it again.
 * - A role, alone or beside content of a kind that came without one before. Servers that repeat the
 *   role do so on every chunk (OpenRouter), or when another kind of content begins.
 */
export class RestartDetector {
  #id: string | undefined;
  #idCount = 0;
  #unclearId: string | undefined;
  #changesIds = false;
  #hasOutput = false;
  /** By choice: the kinds of content that came without a role. */
  readonly #withoutRole: Set<Content>[] = [];

  /** Takes the next chunk, by its id and its choices. */
  observe(chunkId: unknown, entries: readonly ChoiceEntry[]): Continuity {
    const id = textOf(chunkId);
    const unclearId = this.#unclearId;
    this.#unclearId = undefined;
    if (unclearId !== undefined) {
      if (id === unclearId) return "restarts";
      this.#changesIds = true;
    }
    let isContent = false;
    let isOutput = false;
    let hasRole = false;
    let repeatsRole = false;
    let isFinish = false;
    for (const { index, choice } of entries) {
      const content = contentOf(choice);
      if (content === undefined) continue;
      isContent = true;
      isOutput ||= content !== "opener";
      const comesWithRole = roleOf(choice) !== undefined;
      hasRole ||= comesWithRole;
      repeatsRole ||= this.#repeatsRole(index, content, comesWithRole);
      isFinish ||= isFinishing(choice);
    }
    if (!isContent) return "continues";
    const byId = this.#compareId(id);
    this.#hasOutput ||= isOutput;
    // Some servers repeat the role with the last piece.
    if (repeatsRole && !isFinish) return "restarts";
    if (byId !== "unclear") return byId;
    // Nothing follows the last chunk that could tell.
    if (isFinish) return hasRole ? "restarts" : "continues";
    this.#unclearId = id;
    return "unclear";
  }

  #repeatsRole(index: number, content: Content, hasRole: boolean): boolean {
    const withoutRole = (this.#withoutRole[index] ??= new Set());
    if (!hasRole) {
      withoutRole.add(content);
      return false;
    }
    if (content === "opener") return withoutRole.size > 0;
    return content !== "calls" && withoutRole.has(content);
  }

  #compareId(id: string | undefined): Continuity {
    if (id === undefined || id === this.#id) {
      this.#idCount += 1;
      return "continues";
    }
    const wasStable = this.#idCount >= 2;
    const isFirst = this.#id === undefined || !this.#hasOutput;
    this.#id = id;
    this.#idCount = 1;
    if (isFirst || this.#changesIds) return "continues";
    return wasStable ? "restarts" : "unclear";
  }
}

function contentOf(choice: Record<string, unknown>): Content | undefined {
  const delta = choice["delta"] ?? choice["message"];
  if (!isObject(delta)) return textOf(choice["text"]) === undefined ? undefined : "text";
  if (isFilled(delta["tool_calls"]) || isObject(delta["function_call"])) return "calls";
  if (isFilled(delta["content"])) return "text";
  const reasoning = delta["reasoning_content"] ?? delta["reasoning"] ?? delta["reasoning_details"];
  if (isFilled(reasoning)) return "reasoning";
  return roleOf(choice) !== undefined && !isFinishing(choice) ? "opener" : undefined;
}

function isFinishing(choice: Record<string, unknown>): boolean {
  return textOf(choice["finish_reason"]) !== undefined;
}

function roleOf(choice: Record<string, unknown>): string | undefined {
  const delta = choice["delta"];
  return isObject(delta) ? textOf(delta["role"]) : undefined;
}

function isFilled(value: unknown): boolean {
  return typeof value === "string" || Array.isArray(value) ? value.length > 0 : isObject(value);
}
