// Starts a video, waits for it and fetches it.
import { CometAPIClient } from "@cometapi/core";

const client = new CometAPIClient();
const { id } = await client.createVideo({
  model: "sora-2",
  prompt: "A comet crosses the evening sky",
  durationSeconds: 4,
});

await client.waitForVideo(id, {
  pollIntervalMs: 100, // leave this out: the default is 10 seconds
  onProgress: ({ status, progressPercent }) => console.log(status, progressPercent),
});
const { video, mediaType } = await client.downloadVideo(id);
console.log(mediaType, video.length);
