import { startEmulator } from "@cometapi/emulator";
import { describeExamples } from "@cometapi/testing/examples";

describeExamples({
  directory: import.meta.dirname,
  start: () => startEmulator({ port: 0, tokenDelayMs: 1 }),
  printed: {
    balance: /^used [\d.]+ of 100 USD\nemulator Infinity$/,
    chat: /1[^]*5[^]*stop$/,
    cost: /^at most 0\.0032 USD\nwas 0\.\d+ USD$/,
    embeddings: /^The tax return is due in May\. \d+$/,
    image: /^image\/png$/,
    models: /gpt-5.*max_completion_tokens .*refuses max_tokens/,
    speech: /\S+ [\d.]+$/,
    video: /in-progress 50\nvideo\/\S+ \d+$/,
  },
  shownIn: {
    "README.md": ["chat", "cost"],
  },
});
