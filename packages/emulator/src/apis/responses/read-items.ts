import type { EmulatorState } from "../../emulator-state.ts";
import { itemNotFoundError } from "./item-errors.ts";
import type { InputItem, ResponsesBody } from "./responses-body.ts";

/** What a response request may refer to. */
export type ResponsesMemory = Pick<
  EmulatorState,
  "storedResponses" | "storedItems" | "responsesReasoning"
>;

/** The items of an input, with those it only refers to. Throws OpenAI's 404 for a reference to nothing. */
export function readItems(
  input: ResponsesBody["input"],
  { storedItems }: ResponsesMemory,
): InputItem[] {
  if (typeof input === "string") return [{ role: "user", content: input }];
  return input.map((item) => {
    if (item.type !== "item_reference") return item;
    const stored = storedItems.get(item.id);
    if (stored === undefined) throw itemNotFoundError(item.id);
    return stored;
  });
}
