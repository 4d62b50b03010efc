// Ask a model, then ask it again and print the answer as it arrives.
import { ChatCometAPI } from "@cometapi/langchain";

const model = new ChatCometAPI("gpt-5-mini");

const answer = await model.invoke("What is 3 * 4?");
console.log(answer.text, answer.usage_metadata?.total_tokens, "tokens");

for await (const chunk of await model.stream("Count to 5.")) console.log(chunk.text);
