import type { Cost } from "../money/cost.ts";
import type { ReceivedResponse } from "../chat/chat-answer.ts";
import type { JSONObject } from "../json.ts";
import type { VideoModelId } from "../models/model-ids.ts";
import type { FileInput } from "../transport/file-input.ts";

/** A video to make. */
export interface VideoRequest {
  /** Model id, e.g. `sora-2`. A leading `cometapi/` is removed. */
  model: VideoModelId;
  prompt: string;
  /** Length of the video. */
  durationSeconds?: number | undefined;
  /** Width and height in pixels, e.g. `1280x720`. */
  size?: string | undefined;
  /** An image or video to start from. */
  inputReference?: FileInput | undefined;
  /** Fields merged into the form last. */
  extraBody?: Readonly<JSONObject> | undefined;
}

/** How far a video is. */
export type VideoStatus = "queued" | "in-progress" | "completed" | "failed";

/** A video being made. */
export interface VideoJob {
  id: string;
  status: VideoStatus;
  /** The service's own word for the status. */
  rawStatus: string | undefined;
  /** From 0 to 100. */
  progressPercent: number | undefined;
  /** Why it failed. */
  error: { code: string | undefined; message: string } | undefined;
  /** Address of the finished video. It expires. */
  url: string | undefined;
  createdAt: Date | undefined;
  /** Until when the service keeps the video. */
  expiresAt: Date | undefined;
  model: string | undefined;
  response: ReceivedResponse;
  /** The job as it came. */
  raw: JSONObject;
  /** What it cost. Only with `includeCost`. */
  charge?: Cost | undefined;
}

/** A finished video. */
export interface VideoFile {
  video: Uint8Array<ArrayBuffer>;
  /** E.g. `video/mp4`. */
  mediaType: string;
  response: ReceivedResponse;
}
