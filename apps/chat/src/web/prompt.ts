import type { FileUIPart } from "ai";
import type { ChatMessage } from "../shared/chat-message.ts";

/** The next message of the person. */
export interface Prompt {
  text: string;
  files: readonly FileUIPart[];
}

/** Converts a prompt into the parts of a message. Files come first, because models answer better then. */
export function toParts({ text, files }: Prompt): ChatMessage["parts"] {
  return [...files, ...(text === "" ? [] : [{ type: "text" as const, text }])];
}
