import type { ChatWarning } from "../chat-request.ts";

/** Says of an option that it was not sent, and why. */
export function droppedOption(
  option: string,
  model: string,
  reason: string | undefined,
): ChatWarning {
  const message = `${option} was not sent to ${model}.${becauseOf(reason)}`;
  return { option, action: "dropped", message };
}

/** A reason as the end of a message; nothing where none is known. */
export function becauseOf(reason = ""): string {
  return reason === "" ? "" : ` ${reason}`;
}
