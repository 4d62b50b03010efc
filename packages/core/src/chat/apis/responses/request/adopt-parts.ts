import { textOf } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import type { AssistantPart, ReasoningPart } from "../../../chat-request.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";
import { toSnakeCase } from "../../request/to-snake-case.ts";

/**
 * Parts of an answer that `@ai-sdk/openai` wrote, changed so that their options become echoes. That package makes each
 * part of a summary a part of the answer. Here they are joined into one again, at the place of the first.
 */
export function adoptParts(parts: readonly AssistantPart[]): AssistantPart[] {
  return parts.flatMap((part, index): AssistantPart[] => {
    switch (part.type) {
      case "reasoning": {
        const item = readItem(part);
        if (item === undefined) return [part];
        const isSame = (other: AssistantPart): other is ReasoningPart =>
          other.type === "reasoning" && readItem(other)?.["id"] === item["id"];
        if (parts.slice(0, index).some(isSame)) return [];
        return [joinReasoning(parts.filter(isSame), item)];
      }
      case "text":
      case "tool-call": {
        const data = readMembers(vendorOptionsOf(part, "openai"));
        const isOwn = part.echo === undefined && Object.keys(data).length > 0;
        return [isOwn ? { ...part, echo: { api: "responses", data } } : part];
      }
      default:
        return [part];
    }
  });
}

/** The item that a part belongs to. Undefined if the part has an echo already. */
function readItem(part: ReasoningPart): JSONObject | undefined {
  const id = textOf(vendorOptionsOf(part, "openai")["itemId"]);
  return part.echo === undefined && id !== undefined ? { type: "reasoning", id } : undefined;
}

function joinReasoning(parts: readonly ReasoningPart[], item: JSONObject): ReasoningPart {
  const texts = parts.map(({ text }) => text).filter((text) => text !== "");
  // In a stream, only the last part has it.
  const encrypted = parts
    .map((part) => textOf(vendorOptionsOf(part, "openai")["reasoningEncryptedContent"]))
    .findLast((content) => content !== undefined);
  const summary = texts.map((text) => ({ type: "summary_text", text }));
  const data = {
    ...item,
    summary,
    ...(encrypted === undefined ? {} : { encrypted_content: encrypted }),
  };
  return { type: "reasoning", text: texts.join("\n\n"), echo: { api: "responses", data } };
}

/** Members of an item, by their names in `@ai-sdk/openai`. */
const MEMBERS: ReadonlyMap<string, string> = new Map([
  ["itemId", "id"],
  ["phase", "phase"],
  ["namespace", "namespace"],
  ["caller", "caller"],
  ["async", "async"],
]);

function readMembers(options: JSONObject): JSONObject {
  const members = Object.entries(options).flatMap(([name, value]) => {
    const member = MEMBERS.get(name);
    return member === undefined || value === undefined || value === null
      ? []
      : [[member, toSnakeCase(value)] as const];
  });
  return Object.fromEntries(members);
}
