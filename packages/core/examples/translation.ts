// Turns speech of any language into English text, as subtitles with times.
import { CometAPIClient } from "@cometapi/core";

const client = new CometAPIClient();
const { audio, mediaType } = await client.generateSpeech({
  model: "tts-1",
  voice: "nova",
  input: "Le port dort.",
  responseFormat: "wav",
});

const { segments } = await client.translate({
  model: "whisper-1",
  audio: { data: audio, mediaType },
  responseFormat: "vtt",
});
for (const { startSeconds, endSeconds, text } of segments) {
  console.log(startSeconds, endSeconds, text);
}
