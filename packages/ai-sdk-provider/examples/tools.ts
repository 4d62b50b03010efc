import { cometapi } from "@cometapi/ai-sdk-provider";
import { generateText, isStepCount, tool } from "ai";
import { z } from "zod";

const weather = tool({
  description: "Gives the weather of a city",
  inputSchema: z.object({ city: z.string().describe("Name of the city") }),
  execute: ({ city }) => ({ city, celsius: 17.3 }),
});

const { text, steps } = await generateText({
  model: cometapi("gpt-5-mini"),
  prompt: "What is the weather in Lisbon?",
  tools: { weather },
  stopWhen: isStepCount(5),
});

console.log(text);
console.log(`${steps.length} steps`);
