import { cometapi } from "@cometapi/ai-sdk-provider";
import { experimental_generateVideo as generateVideo } from "ai";

const { video } = await generateVideo({
  model: cometapi.videoModel("sora-2"),
  prompt: "A lighthouse at night",
  duration: 4,
  resolution: "1280x720",
  poll: { intervalMs: 1000 },
});

console.log(video.mediaType, video.uint8Array.length > 0);
