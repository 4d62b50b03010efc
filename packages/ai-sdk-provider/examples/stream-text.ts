import { cometapi } from "@cometapi/ai-sdk-provider";
import { streamText } from "ai";

const result = streamText({ model: cometapi("gpt-5-mini"), prompt: "Count to 20" });

for await (const piece of result.textStream) console.log(piece);
