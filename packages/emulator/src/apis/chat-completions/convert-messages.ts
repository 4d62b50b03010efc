import type { DocumentInput, ImageInput, Turn } from "../../engine/conversation.ts";
import { readFileURL } from "../read-file.ts";
import { readImageURL } from "../read-image-url.ts";
import type { ChatMessage } from "./chat-body.ts";

type Content = ChatMessage["content"];

/** The messages of a chat completion as turns. */
export function convertMessages(messages: readonly ChatMessage[]): Turn[] {
  return messages.map((message): Turn => {
    const text = readText(message.content);
    switch (message.role) {
      case "system":
      case "developer": {
        return { role: "system", text };
      }
      case "user": {
        return {
          role: "user",
          text,
          images: readImages(message.content),
          documents: readFiles(message.content),
        };
      }
      case "assistant": {
        const toolCalls = (message.tool_calls ?? []).map((call) => ({
          id: call.id,
          name: call.function.name,
          arguments: call.function.arguments,
        }));
        return { role: "assistant", text, toolCalls };
      }
      case "tool": {
        return { role: "tool", toolCallId: message.tool_call_id, text, isError: false };
      }
      case "function": {
        return { role: "tool", toolCallId: message.name, text, isError: false };
      }
    }
  });
}

function readText(content: Content): string {
  if (typeof content === "string") return content;
  return (content ?? []).flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
}

function readImages(content: Content): ImageInput[] {
  if (content === null || content === undefined || typeof content === "string") return [];
  return content.flatMap((part) =>
    part.type === "image_url" ? [readImageURL(part.image_url.url)] : [],
  );
}

function readFiles(content: Content): DocumentInput[] {
  if (content === null || content === undefined || typeof content === "string") return [];
  return content.flatMap((part) =>
    part.type === "file"
      ? [
          readFileURL(
            part.file.file_data ?? part.file.file_id ?? "",
            part.file.filename ?? undefined,
          ),
        ]
      : [],
  );
}
