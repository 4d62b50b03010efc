// Another model answers if the first cannot be served, and errors say what happened.
import { ChatCometAPI } from "@cometapi/langchain";

const model = new ChatCometAPI("no-such-model", { fallbackModels: ["gpt-4o-mini"] });
const { response_metadata } = await model.invoke("Say hello");
console.log("served by", response_metadata["model_name"]);

try {
  await new ChatCometAPI("no-such-model").invoke("Say hello");
} catch (error) {
  console.log(error instanceof Error && "code" in error ? error.code : error);
}
