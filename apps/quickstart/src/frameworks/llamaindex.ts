import { CometAPIEmbedding, type CometAPIMessageOptions, cometapi } from "@cometapi/llamaindex";
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
  // Query engines pass on only text. The callbacks of the LLM report everything else.
  const besides: DemoEvent[] = [];
  // The embedding model gets neither fallback models, which are only for chats, nor the budget, which refuses
  // models without a price: in the emulator's catalogue the embedding model has none.
  const { fallbackModels, onFallback, budget, ...connection } = settings;
  Settings.llm = cometapi({ model, ...connection, fallbackModels, onFallback, budget });
  Settings.callbackManager.on("llm-stream", ({ detail: { chunk } }) => {
    const { thinking }: CometAPIMessageOptions = chunk.options ?? {};
    if (thinking !== undefined) besides.push({ type: "reasoning", text: thinking });
  });
  Settings.callbackManager.on("llm-end", ({ detail: { response } }) => {
    const options: CometAPIMessageOptions = response.message.options ?? {};
    besides.push({ type: "answered", finish: options.finishReason, model: options.model });
  });
  Settings.embedModel = new CometAPIEmbedding({ model: "text-embedding-3-small", ...connection });
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
