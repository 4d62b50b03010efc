import { isObject, parseJSON } from "../json-access.ts";
import type { ServerSentEvent } from "./sse-parser.ts";

/** What one server-sent event means to all text APIs alike. */
export type Frame =
  | { type: "chunk"; value: unknown }
  | { type: "done" }
  | { type: "ping" }
  /** Something that cannot be understood; it must reach the caller as an error. */
  | { type: "malformed"; text: string };

/** Reads the frames out of a server-sent event: one, as a rule. */
export function parseFrame(event: ServerSentEvent): Frame[] {
  if (event.type === "comment") return [{ type: "ping" }];
  if (event.type === "malformed") return event.line.trim() === "" ? [] : [parseData(event.line)];
  if (event.event === "error") return [toErrorFrame(event.data)];
  if (event.event === "ping") return [{ type: "ping" }];
  const frame = parseData(event.data);
  // Events separated by one line feed instead of two arrive as one, its data lines joined.
  return frame.type === "malformed" && event.data.includes("\n")
    ? event.data
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map(parseData)
    : [frame];
}

function parseData(data: string): Frame {
  const value = parseJSON(data);
  if (value !== undefined) return { type: "chunk", value };
  const text = data.trim();
  if (text === "[DONE]") return { type: "done" };
  if (text === "") return { type: "ping" };
  return { type: "malformed", text };
}

/** An `event: error` is an error whatever its data looks like. */
function toErrorFrame(data: string): Frame {
  const value = parseJSON(data);
  const isRecognizable = isObject(value) && ("error" in value || value["type"] === "error");
  return { type: "chunk", value: isRecognizable ? value : { error: value ?? data } };
}
