// Ask once, then stream. COMETAPI_KEY holds the key: https://www.cometapi.com/console/token
import { cometapi } from "@cometapi/llamaindex";

const llm = cometapi({ model: "gpt-4o-mini" });
const messages = [{ role: "user" as const, content: "Count to 5." }];

const { message } = await llm.chat({ messages });
console.log(message.content, message.options?.usage?.totalTokens);

for await (const { delta, options } of await llm.chat({ messages, stream: true })) {
  console.log(delta, options?.finishReason ?? "");
}
