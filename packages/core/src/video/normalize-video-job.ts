import { invalidAnswer } from "../errors/invalid-answer.ts";
import { isBlank, normalizeErrorBody } from "../errors/normalize-error-body.ts";
import { isJSONObject, isObject, numberOf, textOf } from "../json-access.ts";
import type { JSONObject } from "../json.ts";
import { mapVideoStatus } from "./map-video-status.ts";
import type { VideoJob, VideoStatus } from "./video-request.ts";

/**
 * Reads a video job of any family: CometAPI's own, also in an envelope `{ code, data }` with the vendor's
 * body within it as another `data` (Kling, Runway, Grok), its id as `task_id`, its progress as `"45%"`, its
 * address in one of the places of {@link addressOf}.
 *
 * @throws {@link CometAPIError} `invalid-response` for an answer without an id.
 */
export function normalizeVideoJob(body: unknown): Omit<VideoJob, "response"> {
  const layers = layersOf(body);
  const job: JSONObject = Object.assign({}, ...layers.toReversed());
  const id =
    findIn(layers, (layer) => idOf(layer["id"]) ?? idOf(layer["task_id"])) ??
    idOf(job["request_id"]);
  if (id === undefined) throw invalidAnswer("it has no video `id`");
  const error = normalizeVideoError(layers);
  const reportedURL = findIn(layers, addressOf);
  const { status, rawStatus } = resolveStatus(layers, { error, url: reportedURL });
  // In the relay's record of a task that succeeded, the field for the reason of a failure holds the address.
  const reasonURL =
    status === "failed" ? undefined : findIn(layers, (layer) => urlOf(reasonOf(layer)));
  return {
    id,
    status,
    rawStatus,
    progressPercent: percentOf(job["progress"]),
    error: status === "failed" ? (error ?? describeEnvelope(layers)) : error,
    url: reportedURL ?? reasonURL,
    createdAt: toDate(job["created_at"] ?? job["created"]),
    expiresAt: toDate(job["expires_at"]),
    model: textOf(job["model"]),
    raw: isJSONObject(body) ? body : {},
  };
}

/** Whether a body is a video job and not only an error. */
export function isVideoJob(body: Readonly<Record<string, unknown>>): boolean {
  return ["id", "task_id", "request_id", "data"].some(
    (name) => (body[name] ?? undefined) !== undefined,
  );
}

/** How many bodies are unwrapped. Relays put bodies into bodies, but no known relay so many. */
const DEEPEST = 3;

/** A body and the bodies within its `data`, the outermost first. */
function layersOf(body: unknown): JSONObject[] {
  const layers: JSONObject[] = [];
  let layer = body;
  while (isJSONObject(layer) && layers.length < DEEPEST) {
    layers.push(layer);
    layer = layer["data"];
  }
  return layers;
}

function findIn<T>(
  layers: readonly JSONObject[],
  find: (layer: JSONObject) => T | undefined,
): T | undefined {
  return layers.map(find).find((found) => found !== undefined);
}

function idOf(value: unknown): string | undefined {
  return typeof value === "number" ? String(value) : textOf(value);
}

/**
 * The status of the job. The envelope's word counts until it says that the job is over. Then the vendor's word
 * counts, because the vendor may say that the job failed. A job without a word is judged by its fields.
 */
function resolveStatus(
  layers: readonly JSONObject[],
  { error, url }: Pick<VideoJob, "error" | "url">,
): Pick<VideoJob, "status" | "rawStatus"> {
  const words = layers
    .map(({ status, task_status, state }) => textOf(status) ?? textOf(task_status) ?? textOf(state))
    .filter((word) => word !== undefined);
  const [outer] = words;
  const inner = words.at(-1);
  if (outer === undefined || inner === undefined) {
    if (error !== undefined) return { status: "failed", rawStatus: undefined };
    return { status: url === undefined ? "queued" : "completed", rawStatus: undefined };
  }
  const isOver = isFinal(mapVideoStatus(outer)) && isFinal(mapVideoStatus(inner));
  const rawStatus = isOver ? inner : outer;
  const unknown = error === undefined ? "in-progress" : "failed";
  return { status: mapVideoStatus(rawStatus) ?? unknown, rawStatus };
}

function isFinal(status: VideoStatus | undefined): boolean {
  return status === "completed" || status === "failed";
}

/**
 * The address of a finished video: CometAPI's Seedance (`video_url`), Grok (`video.url`), Volcengine
 * (`content.video_url`), Kling (`task_result.videos`), Flux (`result.sample`), Replicate (`output`), Runway
 * (`result_url`), new-api (`metadata.url`).
 */
function addressOf(layer: JSONObject): string | undefined {
  const { metadata, output, video, content, task_result, result } = layer;
  const videos: unknown = isObject(task_result) ? task_result["videos"] : undefined;
  return [
    layer["video_url"],
    layer["videoUrl"],
    video,
    isObject(content) ? content["video_url"] : undefined,
    Array.isArray(videos) ? videos[0] : undefined,
    layer["url"],
    layer["result_url"],
    isObject(result) ? result["sample"] : undefined,
    isObject(metadata) ? metadata["url"] : undefined,
    Array.isArray(output) ? output[0] : output,
  ]
    .map(urlOf)
    .find((url) => url !== undefined);
}

function urlOf(value: unknown): string | undefined {
  const url = isObject(value) ? textOf(value["url"]) : textOf(value);
  return url !== undefined && /^https?:/i.test(url) && URL.canParse(url) ? url : undefined;
}

function reasonOf(layer: JSONObject): string | undefined {
  return ["fail_reason", "failReason", "failure_reason", "task_status_msg"]
    .map((name) => textOf(layer[name]))
    .find((reason) => reason !== undefined);
}

function normalizeVideoError(layers: readonly JSONObject[]): VideoJob["error"] {
  return findIn(layers, ({ error, ...layer }) => {
    if (!isBlank(error)) {
      const { code, message } = normalizeErrorBody({ error }) ?? {};
      return { code, message: message ?? code ?? JSON.stringify(error) };
    }
    const reason = reasonOf(layer);
    const isReason = reason !== undefined && urlOf(reason) === undefined;
    return isReason ? { code: undefined, message: reason } : undefined;
  });
}

/** The error in the envelope of a failed job. The envelope says `success` if only the job itself failed. */
function describeEnvelope(layers: readonly JSONObject[]): VideoJob["error"] {
  return findIn(layers, ({ code, message, msg }) => {
    const text = textOf(message) ?? textOf(msg);
    if (text === undefined || /^(?:ok|success|succeed)/i.test(text)) return undefined;
    return { code: idOf(code), message: text };
  });
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
