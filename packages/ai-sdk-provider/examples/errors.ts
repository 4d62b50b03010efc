import { cometapi } from "@cometapi/ai-sdk-provider";
import { APICallError, generateText } from "ai";

try {
  await generateText({ model: cometapi("no-such-model"), prompt: "Say hi" });
} catch (error) {
  if (!APICallError.isInstance(error)) throw error;
  // `data` has CometAPI's word for what went wrong, and the id its support asks for.
  console.log(error.statusCode, error.isRetryable, error.data);
}
