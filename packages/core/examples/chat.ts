// Streams an answer and prints it as it arrives.
import { CometAPIClient } from "@cometapi/core";

const client = new CometAPIClient(); // reads COMETAPI_KEY at the first call
const { batches } = await client.streamChat({
  model: "gpt-5-mini",
  messages: [{ role: "user", content: "Count to 5." }],
});

for await (const events of batches) {
  for (const event of events) {
    if (event.type === "text-delta") console.log(event.text);
    if (event.type === "finish") console.log(event.reason);
  }
}
