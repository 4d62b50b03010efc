// An agent that calls a tool.
import { ChatCometAPI } from "@cometapi/langchain";
import { createAgent, tool } from "langchain";
import { z } from "zod";

const weather = tool(({ city }) => `It is sunny in ${city}, 17.3 degrees.`, {
  name: "get_weather",
  description: "Get the current weather in a city",
  schema: z.object({ city: z.string() }),
});

const agent = createAgent({ model: new ChatCometAPI("gpt-4o-mini"), tools: [weather] });
const { messages } = await agent.invoke({
  messages: [{ role: "user", content: "What is the weather in Lisbon?" }],
});
console.log(messages.at(-1)?.text);
