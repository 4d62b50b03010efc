// Asks a second model when the first cannot serve, and tells why a call failed.
import { CometAPIClient, CometAPIError } from "@cometapi/core";

const client = new CometAPIClient({
  fallbackModels: ["gpt-5-mini"],
  maxRetries: 1,
  onRetry: ({ error, delayMs }) => console.log("again in", delayMs, error.code),
  onFallback: ({ fromModel, toModel, error }) => console.log(fromModel, error.code, toModel),
});
const messages = [{ role: "user" as const, content: "Count to 5." }];

const { model } = await client.chat({ model: "gpt-0", messages });
console.log("answered by", model);

try {
  await client.chat({ model: "gpt-0", messages }, { fallbackModels: [] });
} catch (error) {
  if (!CometAPIError.isInstance(error)) throw error; // e.g. the reason of your own abort
  console.log(error.code, error.isRetryable ? "later perhaps" : "not even later", error.status);
}
