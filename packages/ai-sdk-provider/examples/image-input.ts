import { cometapi } from "@cometapi/ai-sdk-provider";
import { generateText } from "ai";

const pixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const { text } = await generateText({
  model: cometapi("gpt-5-mini"),
  messages: [
    {
      role: "user",
      content: [
        { type: "text", text: "What is in this picture?" },
        { type: "file", mediaType: "image/png", data: pixel },
      ],
    },
  ],
});

console.log(text);
