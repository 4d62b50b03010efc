import { createCometAPI } from "@cometapi/ai-sdk-provider";
import { stepCountIs, streamText, tool } from "ai";
import { z } from "zod";
import type { DemoEvent } from "../demo-event.ts";
import type { Question } from "../question.ts";

/** The AI SDK's `streamText`, with a tool that searches the documents. */
export async function* askWithTool({
  prompt,
  model,
  library,
  settings,
}: Question): AsyncGenerator<DemoEvent> {
  // In the AI SDK `maxRetries` is an option of each call, not of the provider.
  const { maxRetries, ...connection } = settings;
  const cometapi = createCometAPI(connection);
  const { fullStream } = streamText({
    model: cometapi(model),
    tools: {
      search_documents: tool({
        description: library.description,
        inputSchema: z.object({ query: z.string() }),
        execute: ({ query }) => library.search(query),
      }),
    },
    stopWhen: stepCountIs(4),
    prompt,
    maxRetries,
    // Errors also come as parts of the stream. Without this the AI SDK would print them a second time.
    onError: () => {},
  });
  for await (const part of fullStream) {
    if (part.type === "error") throw part.error;
    if (part.type === "reasoning-delta") yield { type: "reasoning", text: part.text };
    if (part.type === "text-delta") yield { type: "text", text: part.text };
    if (part.type === "tool-call") {
      yield { type: "tool-call", name: part.toolName, input: part.input };
    }
    if (part.type === "finish-step") {
      yield { type: "answered", finish: part.finishReason, model: part.response.modelId };
    }
  }
}
