import { isObject, textOf } from "../../../../json-access.ts";
import { type Continuity, IdWatcher } from "../../answer/id-watcher.ts";
import { readFinishReason } from "./map-finish-reason.ts";
import type { ChoiceEntry } from "./read-choice-entries.ts";

/** What a delta holds. An opener has a role and nothing else. */
type Content = "text" | "reasoning" | "calls" | "opener";

const NONE: readonly Content[] = [];

/**
 * Notices that a second answer begins within a stream.
 *
 * When a relay's upstream breaks off, the relay may ask another one and append its whole answer to the half
 * that was already sent: new-api's retries do not check whether bytes were sent. After output, this shows it:
 *
 * - Another id, as {@link IdWatcher} has it.
 * - A role, together with a kind of content that came without a role before, or alone and before more output.
 *   Servers that repeat the role do it on every chunk (OpenRouter), or when another kind of content begins.
 */
export class RestartDetector {
  readonly #ids = new IdWatcher();
  #hasOutput = false;
  /** A role has come again by itself. If output follows, another answer has begun. */
  #isReopened = false;
  /** By choice: the kinds of content that came without a role. */
  readonly #withoutRole: (readonly Content[])[] = [];

  /** Takes the next chunk, by its id and its choices. */
  observe(chunkId: unknown, entries: readonly ChoiceEntry[]): Continuity {
    const id = textOf(chunkId);
    if (this.#ids.keepsUnclearId(id)) return "restarts";
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
    const byId = this.#ids.compare(id, { hasOutput: this.#hasOutput, isLast: isFinish });
    this.#hasOutput ||= isOutput;
    // A role alone shows nothing yet: it may also come just before the end.
    if (isOutput && this.#isReopened) return "restarts";
    this.#isReopened ||= repeatsRole && !isOutput;
    // Some servers repeat the role with the last piece.
    if (repeatsRole && isOutput && !isFinish) return "restarts";
    // After the last chunk nothing follows that could show it.
    if (byId === "unclear" && isFinish) return hasRole ? "restarts" : "continues";
    return byId;
  }

  #repeatsRole(index: number, content: Content, hasRole: boolean): boolean {
    const known = this.#withoutRole[index] ?? NONE;
    const isKnown = known.includes(content);
    if (!hasRole) {
      if (!isKnown) this.#withoutRole[index] = [...known, content];
      return false;
    }
    return content === "opener" ? known.length > 0 : content !== "calls" && isKnown;
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
  return readFinishReason(choice) !== undefined;
}

function roleOf(choice: Record<string, unknown>): string | undefined {
  const delta = choice["delta"];
  return isObject(delta) ? textOf(delta["role"]) : undefined;
}

function isFilled(value: unknown): boolean {
  return typeof value === "string" || Array.isArray(value) ? value.length > 0 : isObject(value);
}
