// A picture in a question.
import { ChatCometAPI } from "@cometapi/langchain";
import { HumanMessage } from "@langchain/core/messages";

const png =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const message = new HumanMessage({
  contentBlocks: [
    { type: "text", text: "What is in this picture?" },
    { type: "image", data: png, mimeType: "image/png" },
  ],
});

const answer = await new ChatCometAPI("gemini-2.5-flash").invoke([message]);
console.log(answer.text);
