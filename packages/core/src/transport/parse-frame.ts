import { isObject, parseJSON } from "../json-access.ts";
import type { ServerSentEvent } from "./sse-parser.ts";

/** One server-sent event in a form that is the same for all text APIs. */
export type Frame =
  | { type: "chunk"; value: unknown }
  | { type: "done" }
  | { type: "ping" }
  /** An event that cannot be understood. The caller must get it as an error. */
  | { type: "malformed"; text: string };

/** Reads the frames out of a server-sent event. Usually there is one. */
export function parseFrame(event: ServerSentEvent): Frame[] {
  if (event.type === "comment") return [{ type: "ping" }];
  if (event.type === "malformed") return event.line.trim() === "" ? [] : [parseData(event.line)];
  if (event.event === "error") return [toErrorFrame(event.data)];
  if (event.event === "ping") return [{ type: "ping" }];
  const frame = parseData(event.data);
  // Events separated by one line feed instead of two arrive as one event with their data lines joined.
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
