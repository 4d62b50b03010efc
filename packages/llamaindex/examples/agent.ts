// An agent that calls a tool.
import { cometapi } from "@cometapi/llamaindex";
import { agent } from "@llamaindex/workflow";
import { tool } from "llamaindex";
import { z } from "zod";

const weather = tool({
  name: "get_weather",
  description: "Get the current weather in a city",
  parameters: z.object({ city: z.string() }),
  execute: ({ city }) => `It is sunny in ${city}, 17.3 degrees.`,
});

const assistant = agent({ llm: cometapi({ model: "gpt-4o-mini" }), tools: [weather] });
const { data } = await assistant.run("What is the weather in Lisbon?");
console.log(data.result);
