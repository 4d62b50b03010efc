import { isJSONObject, isObject, numberOf, textOf } from "../json-access.ts";
import type { JSONObject } from "../json.ts";
import { invalidAnswer } from "../errors/invalid-answer.ts";
import { mapVideoStatus } from "./map-video-status.ts";
import type { VideoJob } from "./video-request.ts";

/**
 * Reads a video job, also one in an envelope `{ code, data }`, with its id as `task_id`, its progress
 * as `"45%"` or its address in `metadata`: the forms of the gateway's other video APIs.
 *
 * @throws {@link CometAPIError} `invalid-response` for an answer without an id.
 */
export function normalizeVideoJob(body: unknown): Omit<VideoJob, "response"> {
  const job = unwrap(body);
  const id = idOf(job["id"]) ?? idOf(job["task_id"]) ?? idOf(job["request_id"]);
  if (id === undefined) throw invalidAnswer("it has no video `id`");
  const rawStatus = textOf(job["status"]) ?? textOf(job["task_status"]) ?? textOf(job["state"]);
  const url = addressOf(job);
  const error = normalizeVideoError(job);
  const unsaid = url === undefined ? "queued" : "completed";
  return {
    id,
    status: rawStatus === undefined ? unsaid : mapVideoStatus(rawStatus),
    rawStatus,
    progressPercent: percentOf(job["progress"]),
    error,
    url,
    createdAt: toDate(job["created_at"] ?? job["created"]),
    expiresAt: toDate(job["expires_at"]),
    model: textOf(job["model"]),
    raw: isJSONObject(body) ? body : {},
  };
}

/** Whether a body is a video job and no bare error. */
export function isVideoJob(body: Readonly<Record<string, unknown>>): boolean {
  return ["id", "task_id", "request_id", "data"].some(
    (name) => (body[name] ?? undefined) !== undefined,
  );
}

function unwrap(body: unknown): JSONObject {
  if (!isJSONObject(body)) return {};
  const { data } = body;
  return body["id"] === undefined && body["task_id"] === undefined && isJSONObject(data)
    ? data
    : body;
}

function idOf(value: unknown): string | undefined {
  return typeof value === "number" ? String(value) : textOf(value);
}

function addressOf(job: JSONObject): string | undefined {
  const { metadata, output } = job;
  const candidates = [
    job["video_url"],
    job["url"],
    job["result_url"],
    isObject(metadata) ? metadata["url"] : undefined,
    Array.isArray(output) ? output[0] : output,
  ];
  return candidates.map(urlOf).find((url) => url !== undefined);
}

function urlOf(value: unknown): string | undefined {
  const url = isObject(value) ? textOf(value["url"]) : textOf(value);
  return url !== undefined && /^https?:\/\//i.test(url) ? url : undefined;
}

function normalizeVideoError(job: JSONObject): VideoJob["error"] {
  const { error } = job;
  const reason = textOf(error) ?? textOf(job["fail_reason"]) ?? textOf(job["failure_reason"]);
  if (reason !== undefined) return { code: undefined, message: reason };
  if (!isObject(error)) return undefined;
  const code = idOf(error["code"]);
  const message = textOf(error["message"]) ?? code;
  return message === undefined ? undefined : { code, message };
}

function percentOf(value: unknown): number | undefined {
  const number = numberOf(typeof value === "string" ? value.replace(/%\s*$/, "") : value);
  return number === undefined ? undefined : Math.min(100, Math.max(0, number));
}

function toDate(value: unknown): Date | undefined {
  const seconds = numberOf(value);
  if (seconds === undefined || seconds <= 0) return undefined;
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
