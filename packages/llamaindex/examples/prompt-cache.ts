// A long text is kept in the vendor's prompt cache: the second question reads it from there.
import { cometapi } from "@cometapi/llamaindex";

const llm = cometapi("claude-sonnet-4-5");
const book = { role: "system" as const, content: "A long book. ".repeat(2000) };
const cached = { ...book, options: { cache_control: { type: "ephemeral" as const } } };

for (const content of ["Who wrote it?", "When?"]) {
  const { message } = await llm.chat({ messages: [cached, { role: "user", content }] });
  const { cacheRead, cacheWrite } = message.options?.usage?.inputTokens ?? {};
  console.log(`written ${cacheWrite ?? 0}, read ${cacheRead ?? 0}`);
}
