import type { EmulatorContext } from "../http/exchange.ts";
import { invalidRequestError, missingFieldError, notFoundError } from "../http/known-errors.ts";
import { filmAVI } from "../media/film-avi.ts";
import { encodeVideoJob, isVideoReady, type VideoJob } from "../media/video-job.ts";
import { findModelOfType } from "./find-served-model.ts";
import type { PreparedAnswer } from "./serve-endpoint.ts";

/** `POST /v1/videos`. */
export function prepareVideo(
  context: EmulatorContext,
  fields: Readonly<Record<string, unknown>>,
  remixedFrom?: VideoJob,
): PreparedAnswer {
  const { config, random, nowMs, state } = context.get("exchange");
  const { row } = findModelOfType(fields["model"] ?? remixedFrom?.model, "video", config);
  const { prompt } = fields;
  if (typeof prompt !== "string" || prompt === "") throw missingFieldError("prompt");
  const seconds = readText(fields["seconds"]) ?? remixedFrom?.seconds ?? "4";
  if (!/^\d{1,3}$/u.test(seconds)) {
    throw invalidRequestError(
      `Invalid value for 'seconds': '${seconds}'.`,
      "seconds",
      "invalid_value",
    );
  }
  const job: VideoJob = {
    id: `video_${random.text(32)}`,
    model: row.id,
    prompt,
    seconds,
    size: readText(fields["size"]) ?? remixedFrom?.size ?? "720x1280",
    createdAtSeconds: Math.floor(nowMs / 1000),
    polls: 0,
    remixedFrom: remixedFrom?.id,
  };
  return {
    request: {
      api: "videos",
      model: row.id,
      text: prompt,
      tools: [],
      isStream: false,
      hasToolResults: false,
    },
    respond: () => {
      state.videos.set(job.id, job);
      return context.json(encodeVideoJob(job, context.req.url));
    },
  };
}

/** `GET /v1/videos/{id}`: queued at first, then in progress, then completed. */
export function pollVideo(context: EmulatorContext, job: VideoJob): Response {
  job.polls += 1;
  return context.json(encodeVideoJob(job, context.req.url));
}

/** `GET /v1/videos/{id}/content`: the film, an AVI file. */
export function serveVideo(job: VideoJob): Response {
  if (!isVideoReady(job)) {
    throw invalidRequestError(
      "Video is not ready yet, use GET /v1/videos/{id} to check its status.",
    );
  }
  const film = filmAVI(job.prompt, Number(job.seconds));
  return new Response(new Uint8Array(film), { headers: { "content-type": "video/x-msvideo" } });
}

/** The job behind an id. Throws 404 for an unknown one. */
export function findVideo(context: EmulatorContext, id: string): VideoJob {
  const job = context.get("exchange").state.videos.get(id);
  if (job === undefined) throw notFoundError(`video ${id} does not exist`, "task_not_exist");
  return job;
}

/** A field that a form sends as text and JSON perhaps as a number. */
function readText(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
