import type { DocumentInput, ImageInput, Turn } from "../../engine/conversation.ts";
import { readFileURL } from "../read-file.ts";
import type { GeminiBody, GeminiContent, GeminiPart } from "./gemini-body.ts";

/** The contents as turns. Calls have no ids here, so they are numbered, and responses matched by name and order. */
export function convertContents(contents: readonly GeminiContent[]): Turn[] {
  const turns: Turn[] = [];
  let open: { id: string; name: string }[] = [];
  for (const [index, { role, parts }] of contents.entries()) {
    const text = readText(parts);
    if (role === "model") {
      const toolCalls = parts.flatMap(({ functionCall }, position) =>
        functionCall === undefined
          ? []
          : [
              {
                id: functionCall.id ?? `call_${index}_${position}`,
                name: functionCall.name,
                arguments: JSON.stringify(functionCall.args ?? {}),
              },
            ],
      );
      open = toolCalls.map(({ id, name }) => ({ id, name }));
      turns.push({ role: "assistant", text, toolCalls });
      continue;
    }
    const responses = parts.flatMap((part) => part.functionResponse ?? []);
    for (const { id, name, response } of responses) {
      const position = open.findIndex((call) =>
        id === undefined ? call.name === name : call.id === id,
      );
      const [call] = position < 0 ? [] : open.splice(position, 1);
      turns.push({
        role: "tool",
        toolCallId: call?.id ?? id ?? name,
        text: readResponse(response),
        isError: "error" in response,
      });
    }
    const images = readImages(parts);
    const documents = readFiles(parts);
    const hasOwnContent = text !== "" || images.length > 0 || documents.length > 0;
    if (hasOwnContent || responses.length === 0) {
      turns.push({ role: "user", text, images, documents });
    }
  }
  return turns;
}

/** The system instruction's text. */
export function readInstruction(instruction: GeminiBody["systemInstruction"]): string {
  if (instruction === undefined || instruction === null) return "";
  if (typeof instruction === "string") return instruction;
  const { parts } = instruction;
  return readText(Array.isArray(parts) ? parts : [parts]);
}

function readText(parts: readonly GeminiPart[]): string {
  return parts
    .flatMap((part) => (part.text === undefined || part.thought === true ? [] : [part.text]))
    .join("\n");
}

function readImages(parts: readonly GeminiPart[]): ImageInput[] {
  return parts.flatMap(({ inlineData, fileData }): ImageInput[] => {
    if (inlineData?.mimeType.startsWith("image/") === true) {
      return [{ kind: "bytes", mediaType: inlineData.mimeType, base64: inlineData.data }];
    }
    return fileData === undefined ? [] : [{ kind: "url", url: fileData.fileUri }];
  });
}

/** A function's response; SDKs put a plain value under `result` or `output`. */
function readResponse(response: Record<string, unknown>): string {
  const value = response["result"] ?? response["output"] ?? response["error"] ?? response;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function readFiles(parts: readonly GeminiPart[]): DocumentInput[] {
  return parts.flatMap(({ inlineData }) => {
    if (inlineData === undefined || inlineData.mimeType.startsWith("image/")) return [];
    return [readFileURL(`data:${inlineData.mimeType};base64,${inlineData.data}`, undefined)];
  });
}
