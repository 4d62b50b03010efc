import { startEmulator } from "@cometapi/emulator";
import { describeExamples } from "@cometapi/testing/examples";

describeExamples({
  directory: import.meta.dirname,
  start: () => startEmulator({ port: 0, tokenDelayMs: 1 }),
  printed: {
    agent: /17\.3/,
    "agent-events": /1[^]*usage:[^]*completion_tokens/,
    chat: /1 2 3 4 5 \d+[^]*stop/,
    "multi-agent": /./,
    rag: /1871/,
    reasoning: /thinking: [^]*answer: /,
    "structured-output": /\S+ \d+/,
    tools: /17\.3/,
    usage: /^\d{2,} tokens/,
  },
  shownIn: {
    "README.md": ["rag", "agent"],
  },
});
