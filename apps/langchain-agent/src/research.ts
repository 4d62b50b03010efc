import { AIMessage, type BaseMessage, ToolMessage } from "@langchain/core/messages";
import type { Researcher } from "./create-researcher.ts";
import { type Findings, findings } from "./find-quotation.ts";

/** What happens while the agent works on a question, as it happens. */
export type ResearchStep =
  | { type: "thought"; text: string }
  | { type: "tool-call"; name: string; input: unknown }
  | { type: "tool-result"; name: string; text: string }
  /** The answer of a model that cannot be held to a form: words without quotations that can be looked up. */
  | { type: "words"; text: string }
  | { type: "findings"; findings: Findings };

/** Asks the agent, as the next question of a conversation. */
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
        // This update holds the messages of the whole conversation once more.
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
      // LangChain asks for the form of the answer through a tool where the model has nothing better.
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
