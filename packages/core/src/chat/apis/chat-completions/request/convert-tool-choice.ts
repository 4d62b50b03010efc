import type { JSONValue } from "../../../../json.ts";
import type { ModelTraits } from "../../../../models/model-traits.ts";
import type { ReasoningEffort } from "../../../chat-options.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import { createCallInstruction } from "../../request/call-instruction.ts";
import type { RequestNotes } from "../../request/request-notes.ts";

/** How a tool choice is asked for. */
export interface ConvertedChoice {
  /** `tool_choice`. */
  choice?: JSONValue;
  /** An instruction that asks for the call, if the model cannot be forced to make it. */
  instruction?: string;
}

/**
 * The tool choice in the API's form. A model that cannot be forced to call a tool is asked to, in words.
 *
 * @param effort The effort that is sent.
 */
export function convertToolChoice(
  { toolChoice }: ChatRequest,
  traits: ModelTraits,
  effort: ReasoningEffort | undefined,
  notes: RequestNotes,
): ConvertedChoice {
  if (toolChoice === undefined) return {};
  const instruction = createCallInstruction(toolChoice);
  if (instruction !== undefined && isForceRefused(traits, effort)) {
    notes.choiceLeftFree("refusesForcedTools");
    return { choice: "auto", instruction };
  }
  const choice =
    typeof toolChoice === "string"
      ? toolChoice
      : { type: "function", function: { name: toolChoice.toolName } };
  return { choice };
}

/** Whether the model refuses to be forced to call a tool, always or with this effort. */
function isForceRefused(
  { refusesForcedTools }: ModelTraits,
  effort: ReasoningEffort | undefined,
): boolean {
  if (refusesForcedTools === "while-reasoning") return effort !== "none";
  if (refusesForcedTools === "with-effort") return effort !== undefined && effort !== "none";
  return refusesForcedTools === "always";
}
