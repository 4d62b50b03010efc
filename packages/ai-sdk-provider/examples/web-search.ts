import { cometapi } from "@cometapi/ai-sdk-provider";
import { responsesTools } from "@cometapi/ai-sdk-provider/tools";
import { generateText } from "ai";

// Built-in tools exist on the vendors' own APIs, and not every model has them.
const { text } = await generateText({
  model: cometapi.responses("gpt-5.6-sol"),
  prompt: "Say hello world",
  tools: { web_search: responsesTools.webSearch() },
});

console.log(text);
