import type { DocumentInput, ImageInput, ToolCall, Turn } from "../../engine/conversation.ts";
import { invalidRequestError } from "../../http/known-errors.ts";
import { readFileURL } from "../read-file.ts";
import { readImageURL } from "../read-image-url.ts";
import type { InputItem, ResponsesContent } from "./responses-body.ts";

/** The items of an input as turns; calls that follow one another are made in one turn. */
export function convertInput(input: readonly InputItem[]): Turn[] {
  const turns: Turn[] = [];
  let calls: ToolCall[] | undefined;
  for (const item of input) {
    if (item.type === "function_call") {
      if (calls === undefined) {
        calls = [];
        turns.push({ role: "assistant", text: "", toolCalls: calls });
      }
      calls.push({ id: item.call_id, name: item.name, arguments: item.arguments });
      continue;
    }
    calls = undefined;
    const turn = convertItem(item);
    if (turn !== undefined) turns.push(turn);
  }
  return turns;
}

/** Checks that calls and their outputs come in pairs. Throws OpenAI's 400. */
export function checkCallOutputs(turns: readonly Turn[]): void {
  const calls = turns.flatMap((turn) => (turn.role === "assistant" ? turn.toolCalls : []));
  const outputs = turns.flatMap((turn) => (turn.role === "tool" ? [turn.toolCallId] : []));
  const stray = outputs.find((id) => !calls.some((call) => call.id === id));
  if (stray !== undefined) {
    throw invalidRequestError(
      `No tool call found for function call output with call_id ${stray}.`,
      "input",
    );
  }
  const open = calls.find((call) => !outputs.includes(call.id));
  if (open !== undefined) {
    throw invalidRequestError(`No tool output found for function call ${open.id}.`, "input");
  }
}

function convertItem(item: Exclude<InputItem, { type: "function_call" }>): Turn | undefined {
  if ("role" in item) {
    const text = readText(item.content);
    switch (item.role) {
      case "system":
      case "developer": {
        return { role: "system", text };
      }
      case "assistant": {
        return { role: "assistant", text, toolCalls: [] };
      }
      case "user": {
        return {
          role: "user",
          text,
          images: readImages(item.content),
          documents: readFiles(item.content),
        };
      }
    }
  }
  if (item.type !== "function_call_output") return undefined;
  return { role: "tool", toolCallId: item.call_id, text: readText(item.output), isError: false };
}

function readText(content: ResponsesContent): string {
  if (typeof content === "string") return content;
  return content.flatMap((part) => ("text" in part ? [part.text] : [])).join("\n");
}

function readImages(content: ResponsesContent): ImageInput[] {
  if (typeof content === "string") return [];
  return content.flatMap((part) => {
    if (part.type !== "input_image") return [];
    return [readImageURL(part.image_url ?? `file ${part.file_id ?? "unknown"}`)];
  });
}

function readFiles(content: ResponsesContent): DocumentInput[] {
  if (typeof content === "string") return [];
  return content.flatMap((part) => {
    if (part.type !== "input_file") return [];
    const address = part.file_data ?? part.file_url ?? part.file_id ?? "";
    return [readFileURL(address, part.filename ?? undefined)];
  });
}
