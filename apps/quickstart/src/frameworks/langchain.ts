import { ChatCometAPI } from "@cometapi/langchain";
import { AIMessageChunk } from "@langchain/core/messages";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { createAgent, tool } from "langchain";
import { z } from "zod";
import type { DemoEvent } from "../demo-event.ts";
import type { Question } from "../question.ts";

/** A LangChain chain: a prompt with the documents in it, piped into the model. */
export async function* askChain({
  prompt,
  model,
  library,
  settings,
}: Question): AsyncGenerator<DemoEvent> {
  const chain = ChatPromptTemplate.fromMessages([
    ["system", "Answer from these documents, briefly.\n\n{documents}"],
    ["human", "{prompt}"],
  ]).pipe(createModel(model, settings));

  for await (const chunk of await chain.stream({ prompt, documents: library.text })) {
    yield* readChunk(chunk);
  }
}

/** A LangChain agent, with a tool that searches the documents. */
export async function* askAgent({
  prompt,
  model,
  library,
  settings,
}: Question): AsyncGenerator<DemoEvent> {
  const agent = createAgent({
    model: createModel(model, settings),
    tools: [
      tool(({ query }: { query: string }) => library.search(query), {
        name: "search_documents",
        description: library.description,
        schema: z.object({ query: z.string() }),
      }),
    ],
  });
  const messages = await agent.stream(
    { messages: [{ role: "user", content: prompt }] },
    { streamMode: "messages" },
  );
  let answer: AIMessageChunk | undefined;
  for await (const [message] of messages) {
    if (AIMessageChunk.isInstance(message)) {
      answer = answer?.concat(message) ?? message;
      yield* readChunk(message);
    } else {
      // When a tool has run, the calls that were streamed in pieces are complete.
      for (const { name, args } of answer?.tool_calls ?? []) {
        yield { type: "tool-call", name, input: args };
      }
      answer = undefined;
    }
  }
}

/** LangChain repeats failed calls itself, and has its own hook for that. */
function createModel(
  model: string,
  { onRetry: _onRetry, ...settings }: Question["settings"],
): ChatCometAPI {
  return new ChatCometAPI({ model, ...settings });
}

type AnswerChunk = Pick<AIMessageChunk, "contentBlocks" | "response_metadata">;

function* readChunk(chunk: AnswerChunk): Generator<DemoEvent> {
  for (const block of chunk.contentBlocks) {
    if (block.type === "reasoning") yield { type: "reasoning", text: block.reasoning };
    if (block.type === "text") yield { type: "text", text: block.text };
  }
  const { finish_reason: finish, model_name: servedModel } = chunk.response_metadata;
  if (typeof finish === "string") {
    yield {
      type: "answered",
      finish: finish.replace("_", "-"),
      model: typeof servedModel === "string" ? servedModel : undefined,
    };
  }
}
