import { textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { SystemMessage, TextPart } from "../../../chat-request.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";
import { convertContent } from "./convert-content.ts";
import type { RequestContext } from "./request-context.ts";

/** Instructions in the role that the model wants, after the settings that change at this place. */
export function convertSystem(message: SystemMessage, context: RequestContext): JSONObject[] {
  const { content, vendorOptions } = message;
  const updates = convertUpdates(vendorOptionsOf(message, "openai"));
  const parts: readonly TextPart[] =
    typeof content === "string" ? [{ type: "text", text: content, vendorOptions }] : content;
  const role = chooseRole(message, context);
  if (role === undefined || parts.every(({ text }) => text === "")) return updates;
  const converted = convertContent(parts, context);
  const isPlain = converted.every((part) => part["prompt_cache_breakpoint"] === undefined);
  const text = parts.map((part) => part.text).join("");
  return [...updates, { role, content: isPlain ? text : converted }];
}

/** An item that adds tools from its place in the conversation on. @param tools In the API's form. */
export function createAdditionalTools(tools: JSONValue): JSONObject {
  return { type: "additional_tools", role: "developer", tools };
}

/** Items that change the effort, the format or the tools from their place in the conversation on. */
function convertUpdates({
  reasoningEffortUpdate: effort,
  textFormatUpdate: format,
  additionalTools: tools,
}: JSONObject): JSONObject[] {
  const items: JSONObject[] = [];
  if (effort !== undefined || format !== undefined) {
    const reasoning = effort === undefined ? undefined : { effort };
    const text = format === undefined ? undefined : { format };
    items.push({ type: "configuration_update", reasoning, text });
  }
  if (tools !== undefined) items.push(createAdditionalTools(tools));
  return items;
}

function chooseRole(
  { role }: SystemMessage,
  { traits, controls, notes }: RequestContext,
): string | undefined {
  const mode = textOf(controls["systemMessageMode"]);
  if (mode === "remove") return undefined;
  const wanted = mode ?? (traits.systemRole === "developer" ? "developer" : textOf(role));
  if (wanted !== "developer" || traits.acceptsDeveloperRole) return wanted;
  notes.changed("messages", "Messages of the role developer were sent as system.");
  return "system";
}
