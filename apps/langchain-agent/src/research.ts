import { AIMessage, type BaseMessage, ToolMessage } from "@langchain/core/messages";
import type { Researcher } from "./create-researcher.ts";
import { type Findings, findings } from "./find-quotation.ts";

/** The steps of the agent while it works on a question, in order. */
export type ResearchStep =
  | { type: "thought"; text: string }
  | { type: "tool-call"; name: string; input: unknown }
  | { type: "tool-result"; name: string; text: string }
  /** The answer of a model that did not answer in the form asked for: text without quotations. */
  | { type: "words"; text: string }
  | { type: "findings"; findings: Findings };

/** Asks the agent the next question of a conversation. */
export async function* research(
  researcher: Researcher,
  question: string,
  conversation: string,
): AsyncGenerator<ResearchStep> {
  const updates = await researcher.stream(
    { messages: [{ role: "user", content: question }] },
    { streamMode: "updates", configurable: { thread_id: conversation }, recursionLimit: 60 },
  );
  for await (const update of updates) {
    for (const change of Object.values(update)) {
      const { messages, structuredResponse } = change;
      if (structuredResponse === undefined) {
        for (const message of messages) yield* readMessage(message);
      } else {
        // This update contains the messages of the whole conversation again, so they are skipped.
        yield { type: "findings", findings: findings.parse(structuredResponse) };
      }
    }
  }
}

function* readMessage(message: BaseMessage): Generator<ResearchStep> {
  if (AIMessage.isInstance(message)) {
    for (const block of message.contentBlocks) {
      if (block.type === "reasoning") yield { type: "thought", text: block.reasoning };
    }
    for (const { name, args } of message.tool_calls ?? []) {
      // For models without response formats LangChain gets the form of the answer by a tool. Its call is not
      // shown.
      if (!name.startsWith("extract-")) yield { type: "tool-call", name, input: args };
    }
    const finish: unknown = message.response_metadata["finish_reason"];
    if (finish === "length" || finish === "content_filter") {
      throw new Error(`The answer is not whole: ${finish}.`);
    }
    if (message.tool_calls?.length === 0 && message.text !== "") {
      yield { type: "words", text: message.text };
    }
  }
  if (ToolMessage.isInstance(message) && message.name?.startsWith("extract-") !== true) {
    yield { type: "tool-result", name: message.name ?? "", text: message.text };
  }
}
