import { cometapi } from "@cometapi/ai-sdk-provider";
import { cosineSimilarity, embed, embedMany } from "ai";

const model = cometapi.embeddingModel("text-embedding-3-small");
const documents = ["The lighthouse was built in 1871.", "The ferry leaves at noon."];

const { embeddings } = await embedMany({ model, values: documents });
const { embedding } = await embed({ model, value: "When was the lighthouse built?" });

const similarities = embeddings.map((vector) => cosineSimilarity(vector, embedding));
console.log(documents[similarities.indexOf(Math.max(...similarities))]);
