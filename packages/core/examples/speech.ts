// Speaks a sentence and has it written down again, with times.
import { CometAPIClient } from "@cometapi/core";

const client = new CometAPIClient();
const { audio, mediaType } = await client.generateSpeech({
  model: "tts-1",
  voice: "nova",
  input: "The comet returns in seventy-six years.",
  responseFormat: "wav",
});

const { text, segments } = await client.transcribe({
  model: "whisper-1",
  audio: { data: audio, mediaType },
  responseFormat: "verbose_json",
});
console.log(text, segments.at(-1)?.endSeconds);
