import { CometAPIEmbedding, cometapi } from "@cometapi/llamaindex";
import { Document, Settings, VectorStoreIndex } from "llamaindex";
import type { DemoEvent } from "../demo-event.ts";
import type { Question } from "../question.ts";

/** A LlamaIndex query engine over the documents, on `Settings.llm` and `Settings.embedModel`. */
export async function* askQueryEngine({
  prompt,
  model,
  library,
  settings,
}: Question): AsyncGenerator<DemoEvent> {
  // Engines hand on text only; what else arrives is told to the LLM's callbacks.
  const besides: DemoEvent[] = [];
  Settings.llm = cometapi({
    model,
    ...settings,
    onUsage: ({ inputTokens, outputTokens }, servedModel) =>
      besides.push({
        type: "answered",
        model: servedModel,
        inputTokens: inputTokens.total,
        outputTokens: outputTokens.total,
      }),
  });
  Settings.callbackManager.on("llm-stream", ({ detail: { chunk } }) => {
    if (chunk.options && "thinking" in chunk.options) {
      besides.push({ type: "reasoning", text: String(chunk.options.thinking) });
    }
  });
  Settings.embedModel = new CometAPIEmbedding({ model: "text-embedding-3-small", ...settings });
  const index = await VectorStoreIndex.fromDocuments(
    library.documents.map(({ title, text }) => new Document({ text, metadata: { title } })),
  );

  const chunks = await index.asQueryEngine().query({ query: prompt, stream: true });
  for await (const chunk of chunks) {
    yield* besides.splice(0);
    if (chunk.delta !== "") yield { type: "text", text: chunk.delta };
  }
  yield* besides;
}
