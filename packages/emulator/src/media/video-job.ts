/** A video that is being made. Each request for its status brings it forward. */
export interface VideoJob {
  id: string;
  model: string;
  prompt: string;
  seconds: string;
  size: string;
  createdAtSeconds: number;
  /** How often its status was asked for. */
  polls: number;
  remixedFrom: string | undefined;
}

const pollsUntilReady = 2;

/** Whether the video can be watched. */
export function isVideoReady({ polls }: VideoJob): boolean {
  return polls >= pollsUntilReady;
}

/** The job as `GET /v1/videos/{id}` describes it. The URL is that of the request. */
export function encodeVideoJob(job: VideoJob, requestURL: string): unknown {
  const isReady = isVideoReady(job);
  const status = isReady ? readyWord(job) : job.polls === 0 ? "queued" : "in_progress";
  return {
    id: job.id,
    object: "video",
    model: job.model,
    status,
    progress: isReady ? 100 : job.polls * 50,
    created_at: job.createdAtSeconds,
    completed_at: isReady ? job.createdAtSeconds : null,
    expires_at: isReady ? job.createdAtSeconds + 86_400 : null,
    seconds: job.seconds,
    size: job.size,
    prompt: job.prompt,
    remixed_from_video_id: job.remixedFrom ?? null,
    error: null,
    ...(isReady ? { video_url: new URL(`/v1/videos/${job.id}/content`, requestURL).href } : {}),
  };
}

/** The vendors' words for the same thing, as CometAPI passes them on. */
function readyWord({ model }: VideoJob): string {
  if (model.startsWith("kling")) return "succeed";
  return /^(?:seedance|wan)/u.test(model) ? "succeeded" : "completed";
}
