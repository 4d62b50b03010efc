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
