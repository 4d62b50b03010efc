import type { ChatToolChoice } from "../../chat-options.ts";

/** A forced call in words, for models that cannot be made to call a tool. Undefined if nothing is forced. */
export function createCallInstruction(choice: ChatToolChoice | undefined): string | undefined {
  if (choice === undefined || choice === "auto" || choice === "none") return undefined;
  return choice === "required"
    ? "Answer by calling one of the tools, not in words."
    : `Answer by calling the tool "${choice.toolName}", not in words.`;
}
