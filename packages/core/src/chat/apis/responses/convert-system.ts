import { textOf } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";
import type { SystemMessage, TextPart } from "../../chat-request.ts";
import { createAdditionalTools } from "./additional-tools.ts";
import { convertContent } from "./convert-content.ts";
import type { InputOptions } from "./input-options.ts";
import { openAIOptions } from "./openai-options.ts";

/** Instructions in the role the model wants, and what takes effect from their place on. */
export function convertSystem(message: SystemMessage, options: InputOptions): JSONObject[] {
  const { content, vendorOptions } = message;
  const updates = convertUpdates(openAIOptions(vendorOptions));
  const parts: readonly TextPart[] =
    typeof content === "string" ? [{ type: "text", text: content, vendorOptions }] : content;
  const role = chooseRole(message, options);
  if (role === undefined || parts.every(({ text }) => text === "")) return updates;
  const converted = convertContent(parts, options.marks);
  const isPlain = converted.every((part) => part["prompt_cache_breakpoint"] === undefined);
  const text = parts.map((part) => part.text).join("");
  return [...updates, { role, content: isPlain ? text : converted }];
}

/** What takes effect from a place in the conversation on: an effort, a format, tools. */
function convertUpdates({
  reasoningEffortUpdate: effort,
  textFormatUpdate: format,
  additionalTools: tools,
}: JSONObject): JSONObject[] {
  const items: JSONObject[] = [];
  if (effort !== undefined || format !== undefined) {
    items.push({
      type: "configuration_update",
      ...(effort === undefined ? {} : { reasoning: { effort } }),
      ...(format === undefined ? {} : { text: { format } }),
    });
  }
  if (tools !== undefined) items.push(createAdditionalTools(tools));
  return items;
}

function chooseRole(
  { role }: SystemMessage,
  { traits, systemMessageMode, warnings }: InputOptions,
): string | undefined {
  if (systemMessageMode === "remove") return undefined;
  const wanted =
    systemMessageMode ?? (traits.systemRole === "developer" ? "developer" : textOf(role));
  if (wanted !== "developer" || traits.acceptsDeveloperRole) return wanted;
  const message = "Messages of the role developer were sent as system.";
  if (!warnings.some((warning) => warning.message === message)) {
    warnings.push({ option: "messages", action: "changed", message });
  }
  return "system";
}
