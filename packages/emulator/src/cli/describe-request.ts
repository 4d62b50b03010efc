import { isJsonObject } from "../engine/conversation.ts";
import type { RecordedRequest } from "../journal/recorded-request.ts";

/** One line of the request log: time, what was asked for, what came of it. */
export function describeRequest(request: RecordedRequest, now: Date): string {
  const { method, path, body, status, fault, durationMs } = request;
  const fields = isJsonObject(body) ? body : {};
  const { model, stream } = fields;
  const details = [
    typeof model === "string" ? model : "",
    stream === true ? "stream" : "",
    fault === undefined ? "" : `fault: ${fault}`,
  ].filter((detail) => detail !== "");
  const time = now.toTimeString().slice(0, 8);
  const duration = durationMs === undefined ? "" : ` ${Math.round(durationMs)}ms`;
  return `${time} ${status ?? "---"} ${method} ${path}${duration} ${details.join(", ")}`.trimEnd();
}
