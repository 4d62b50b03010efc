import type { JSONObject } from "../../../../json.ts";
import type { ChatToolChoice } from "../../../chat-options.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import type { OutputMode } from "../choose-output-mode.ts";

/**
 * The tool choice in the API's form. Undefined where the API's default is meant.
 *
 * @param isValidated Whether the API has to make calls follow their schemas.
 */
export function convertToolChoice(
  request: ChatRequest,
  mode: OutputMode,
  { isValidated }: { isValidated: boolean },
): JSONObject | undefined {
  const choice = findWantedChoice(request, mode);
  if (typeof choice === "object") return { mode: "ANY", allowedFunctionNames: [choice.toolName] };
  switch (choice) {
    case "required":
      return { mode: "ANY" };
    case "none":
      return { mode: "NONE" };
    default:
      if (isValidated) return { mode: "VALIDATED" };
      return choice === undefined ? undefined : { mode: "AUTO" };
  }
}

/** With an answer tool something is always called: the answer, unless another call comes first. */
function findWantedChoice(
  { toolChoice }: ChatRequest,
  mode: OutputMode,
): ChatToolChoice | undefined {
  if (mode.kind !== "tool") return toolChoice;
  if (toolChoice === "none") return { toolName: mode.toolName };
  return typeof toolChoice === "object" ? toolChoice : "required";
}
