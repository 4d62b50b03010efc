import { decryptReasoning } from "../../signing/encrypt-reasoning.ts";
import type { ServedModel } from "../text-api.ts";
import {
  itemNotFoundError,
  missingFollowerError,
  missingReasoningError,
  unexpectedReasoningError,
  unverifiedContentError,
} from "./item-errors.ts";
import type { ResponsesMemory } from "./read-items.ts";
import type { InputItem } from "./responses-body.ts";

type ReasoningItem = Extract<InputItem, { type: "reasoning" }>;

/**
 * Checks that reasoning comes back as OpenAI requires: each reasoning item is stored or carries its encrypted content,
 * stands before the call or message that it led to, and neither comes back alone. OpenAI recognizes a call by the id of
 * its item. The emulator also recognizes it by its call id, to find clients that leave out both ids and reasoning.
 */
export function checkReasoningItems(
  items: readonly InputItem[],
  { manners }: ServedModel,
  { storedItems, responsesReasoning }: ResponsesMemory,
): void {
  const given = new Set<string>();
  for (const [index, item] of items.entries()) {
    if (item.type === "reasoning") {
      if (manners.reasoning === "never") throw unexpectedReasoningError();
      const id = identify(item, (stored) => storedItems.get(stored) !== undefined);
      given.add(id);
      if (!isLedTo(items[index + 1])) throw missingFollowerError(id);
      continue;
    }
    if (manners.reasoning === "never" || "output" in item || item.type === "item_reference")
      continue;
    const ids = [item.id ?? "", "call_id" in item ? item.call_id : ""];
    const missing = ids
      .flatMap((id) => responsesReasoning.marksOf(id))
      .find((id) => !given.has(id));
    if (missing === undefined) continue;
    throw missingReasoningError(ids.find((id) => id !== "") ?? "", item.type ?? "message", missing);
  }
}

/** The id of a reasoning item. The item must have been stored, or carry its encrypted content. */
function identify(item: ReasoningItem, isStored: (id: string) => boolean): string {
  const content = item.encrypted_content ?? "";
  if (content === "") {
    const id = item.id ?? "";
    if (isStored(id)) return id;
    throw itemNotFoundError(id);
  }
  const id = decryptReasoning(content);
  if (id === undefined) throw unverifiedContentError(content);
  return id;
}

function isLedTo(item: InputItem | undefined): boolean {
  if (item === undefined) return false;
  if ("role" in item) return item.role === "assistant";
  return item.type !== "function_call_output";
}
