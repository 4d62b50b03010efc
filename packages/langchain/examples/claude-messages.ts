// Claude on its own API, with the prompt cache.
import { ChatCometAPI } from "@cometapi/langchain";

const model = new ChatCometAPI("claude-sonnet-4-6", { api: "messages", promptCaching: true });

const answer = await model.invoke([
  ["system", "You answer in one word."],
  ["human", "Say hello"],
]);
console.log(answer.text, answer.usage_metadata?.input_token_details);
