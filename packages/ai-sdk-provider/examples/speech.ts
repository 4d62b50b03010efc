import { cometapi } from "@cometapi/ai-sdk-provider";
import { generateSpeech, transcribe } from "ai";

const { audio } = await generateSpeech({
  model: cometapi.speechModel("gpt-4o-mini-tts"),
  text: "Good day.",
  voice: "nova",
  outputFormat: "wav",
});
const { text } = await transcribe({
  model: cometapi.transcriptionModel("whisper-1"),
  audio: audio.uint8Array,
});

console.log(text);
