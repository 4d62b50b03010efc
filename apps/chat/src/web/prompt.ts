import type { FileUIPart } from "ai";
import type { ChatMessage } from "../shared/chat-message.ts";

/** What the person says next. */
export interface Prompt {
  text: string;
  files: readonly FileUIPart[];
}

/** A prompt as the parts of a message: files first, as models like them best. */
export function toParts({ text, files }: Prompt): ChatMessage["parts"] {
  return [...files, ...(text === "" ? [] : [{ type: "text" as const, text }])];
}
