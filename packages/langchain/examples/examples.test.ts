import { startEmulator } from "@cometapi/emulator";
import { describeExamples } from "@cometapi/testing/examples";

describeExamples({
  directory: import.meta.dirname,
  start: () => startEmulator({ port: 0, tokenDelayMs: 1 }),
  printed: {
    agent: /17\.3/,
    chain: /1871/,
    chat: /12 \d+ tokens\n[^]*1[^]*5/,
    "claude-messages": /hello .*cache_/i,
    embeddings: /^The lighthouse was built in 1871\.$/,
    fallbacks: /^served by gpt-4o-mini.*\nmodel-not-found$/,
    "image-input": /./,
    "init-chat-model": /^hello$/,
    models: /^\d+ chat models\n\d{6} true$/,
    reasoning: /thinking: [^]*answer: [^]*reasoning, text$/,
    "structured-output": /^Lisbon 17$/,
  },
  shownIn: {
    "README.md": ["chat", "agent"],
    "docs/chat.md": [
      "chat",
      "chain",
      "agent",
      "structured-output",
      "reasoning",
      "image-input",
      "claude-messages",
      "fallbacks",
      "models",
    ],
    "docs/embeddings.md": ["embeddings"],
  },
});
