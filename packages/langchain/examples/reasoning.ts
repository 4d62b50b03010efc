// Reasoning and answer, as they arrive and as blocks of the whole answer.
import { ChatCometAPI } from "@cometapi/langchain";

const model = new ChatCometAPI("deepseek-reasoner");
const stream = model.streamEvents("Is 97 a prime number?");

for await (const thought of stream.reasoning) console.log("thinking:", thought);
for await (const piece of stream.text) console.log("answer:", piece);

const { contentBlocks } = await stream;
console.log(contentBlocks.map(({ type }) => type).join(", "));
