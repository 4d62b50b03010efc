import { isRefusal } from "../../errors/is-refusal.ts";
import type { ReducedRequest, RefusablePart } from "../apis/chat-api.ts";
import type { ChatRequest } from "../chat-request.ts";

/** The request without the part that an error refuses. Undefined if the error refuses none that can be left out. */
export function withoutRefused(
  parts: readonly RefusablePart[],
  request: ChatRequest,
  error: unknown,
): (ReducedRequest & { part: RefusablePart }) | undefined {
  for (const part of parts) {
    const reduced = isRefusal(error, part.refusal) ? part.remove(request) : undefined;
    if (reduced !== undefined) return { ...reduced, part };
  }
  return undefined;
}
