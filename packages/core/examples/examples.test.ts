import { startEmulator } from "@cometapi/emulator";
import { describeExamples } from "@cometapi/testing/examples";

describeExamples({
  directory: import.meta.dirname,
  start: () => startEmulator({ port: 0, tokenDelayMs: 1 }),
  printed: {
    balance: /^used [\d.]+ of 100 USD\nemulator Infinity$/,
    bill: /^counting 0\.\d+ USD\nchecking 0\.\d+ USD\nin all 0\.\d+ USD$/,
    chat: /1[^]*5[^]*stop$/,
    claude:
      /opens at six\.\nwritten: [1-9]\d+ read: 0\n[^]*closes at ten\.\nwritten: 0 read: [1-9]\d+$/,
    cost: /^at most 0\.0032 USD\nwas 0\.\d+ USD$/,
    "edit-image": /^base64 .+$/,
    embeddings: /^The tax return is due in May\. \d+$/,
    errors:
      /^gpt-0 model-not-found gpt-5-mini\nanswered by gpt-5-mini\nmodel-not-found not even later \d+$/,
    gemini: /^tool-calls \nstop .*21 degrees/,
    image: /^image\/png$/,
    models: /gpt-5.*max_completion_tokens .*does not have this option/,
    "other-format": /^200 .*"type":"text"/,
    responses: /^tool-calls \nstop [^]*3 °C/,
    speech: /\S+ [\d.]+$/,
    translation: /^0 [\d.]+ \S+/,
    video: /in-progress 50\nvideo\/\S+ \d+$/,
  },
  shownIn: {
    "README.md": ["chat", "claude", "cost", "errors", "gemini"],
  },
});
