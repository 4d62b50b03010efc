import type { JSONObject } from "../../../../json.ts";
import type { ChatToolChoice } from "../../../chat-options.ts";
import type { RequestContext } from "./request-context.ts";

/**
 * The tool choice in the API's form. Undefined where the API's default is meant.
 *
 * @param isValidated Whether the API has to make calls follow their schemas.
 */
export function convertToolChoice(
  context: RequestContext,
  { isValidated }: { isValidated: boolean },
): JSONObject | undefined {
  const choice = findWantedChoice(context);
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
function findWantedChoice({ request, outputMode }: RequestContext): ChatToolChoice | undefined {
  const { toolChoice } = request;
  if (outputMode.kind !== "tool") return toolChoice;
  if (toolChoice === "none") return { toolName: outputMode.toolName };
  return typeof toolChoice === "object" ? toolChoice : "required";
}
