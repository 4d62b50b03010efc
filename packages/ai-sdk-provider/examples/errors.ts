import { cometapi } from "@cometapi/ai-sdk-provider";
import { APICallError, generateText } from "ai";

try {
  await generateText({ model: cometapi("no-such-model"), prompt: "Say hi" });
} catch (error) {
  if (!APICallError.isInstance(error)) throw error;
  // `data` holds the error code, and the request id for CometAPI's support.
  console.log(error.statusCode, error.isRetryable, error.data);
}
