import { isObject } from "@cometapi/core";
import type { CometAPIMessageOptions } from "./message-options.ts";

/**
 * The `raw` of a chunk: what came from the vendor, and the chunk's options as `options`, because an
 * agent shows `raw` in its stream events and nothing else.
 */
export function toChunkRaw(
  raw: Record<string, unknown> | null,
  options: CometAPIMessageOptions,
): object {
  return { ...raw, options };
}

/**
 * The vendor's last chunk, with the choices and usage of earlier ones: usage comes in a chunk of its own,
 * without the reason why the answer ended.
 *
 * @param known What earlier chunks gave.
 */
export function joinRaw(
  known: Record<string, unknown> | null,
  chunk: unknown,
): Record<string, unknown> | null {
  if (!isObject(chunk)) return known;
  const { choices, usage } = known ?? {};
  const lacksChoices = isEmptyList(chunk["choices"]) && choices !== undefined;
  const lacksUsage = isNone(chunk["usage"]) && !isNone(usage);
  if (!lacksChoices && !lacksUsage) return chunk;
  return { ...chunk, ...(lacksChoices && { choices }), ...(lacksUsage && { usage }) };
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function isNone(value: unknown): boolean {
  return value === undefined || value === null;
}

/**
 * What an agent's stream event carries besides text: reasoning, usage, citations, a failure. Undefined
 * where there is nothing.
 *
 * @param raw `data.raw` of an `agentStreamEvent`, or the `raw` of a chunk.
 */
export function readChunkOptions(raw: unknown): CometAPIMessageOptions | undefined {
  const options = isObject(raw) ? raw["options"] : undefined;
  return isOptions(options) ? options : undefined;
}

function isOptions(value: unknown): value is CometAPIMessageOptions {
  return isObject(value);
}
