// Answer from documents: embeddings and the model both come from CometAPI.
import { CometAPIEmbedding, cometapi } from "@cometapi/llamaindex";
import { Document, Settings, VectorStoreIndex } from "llamaindex";

Settings.llm = cometapi({ model: "gpt-4o-mini" });
Settings.embedModel = new CometAPIEmbedding({ model: "text-embedding-3-small" });

const index = await VectorStoreIndex.fromDocuments([
  new Document({ text: "The lighthouse of Sandvik was built in 1871 by Ingrid Halvorsen." }),
  new Document({ text: "The bakery of Sandvik opens at five in the morning." }),
]);
const engine = index.asQueryEngine();
const { message } = await engine.query({ query: "When was the lighthouse of Sandvik built?" });
console.log(message.content);
