import type { Conversation, ToolChoice } from "./conversation.ts";

/**
 * Which tools are to be called: what the request's option says, else what its instructions say. Clients write
 * the call they want into those for models that cannot be forced to one.
 */
export function findWantedCall({
  toolChoice,
  turns,
}: Pick<Conversation, "toolChoice" | "turns">): ToolChoice {
  if (toolChoice.kind !== "auto") return toolChoice;
  const instructions = turns.filter((turn) => turn.role === "system").map((turn) => turn.text);
  const wanted =
    /\b(?:answer|respond|reply) by calling (?:the tool ["'`](?<name>[^"'`]+)["'`]|one of the tools)/iu.exec(
      instructions.join("\n"),
    );
  if (wanted === null) return toolChoice;
  const name = wanted.groups?.["name"];
  return name === undefined ? { kind: "required" } : { kind: "named", name };
}
