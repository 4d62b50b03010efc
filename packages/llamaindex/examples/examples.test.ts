import { type Emulator, startEmulator, toolCall } from "@cometapi/emulator";
import { describeExamples } from "@cometapi/testing/examples";

describeExamples({
  directory: import.meta.dirname,
  start: startScripted,
  printed: {
    agent: /17\.3/,
    "agent-errors": /^true .*Sorry[^]*"content":"".*"options":\{"error"/,
    "agent-events": /1[^]*tokens: \d+/,
    chat: /1 2 3 4 5 \d+[^]*stop/,
    "multi-agent": /17\.3/,
    "prompt-cache": /^written [1-9]\d*, read 0\nwritten 0, read [1-9]/,
    rag: /1871/,
    reasoning: /thinking: [^]*answer: /,
    "stored-reasoning": /thinking: [^]*Is that warm/,
    "structured-output": /\S+ \d+/,
    tools: /17\.3/,
    usage: /^0\.\d+ USD$/,
  },
  shownIn: {
    "README.md": ["rag", "agent", "stored-reasoning", "agent-errors"],
  },
});

/** Of the multi-agent example alone: the emulator has the sense to call a tool, none to hand over. */
async function startScripted(): Promise<Emulator> {
  const emulator = await startEmulator({ port: 0, tokenDelayMs: 1 });
  emulator
    .on({ text: /^What is the weather\?$/ })
    .reply(toolCall("handOff", { toAgent: "Forecaster", reason: "weather" }))
    .reply(toolCall("get_weather", {}));
  return emulator;
}
