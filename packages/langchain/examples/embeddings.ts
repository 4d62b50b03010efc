// Finds the text that is nearest to a question.
import { CometAPIEmbeddings } from "@cometapi/langchain";

const embeddings = new CometAPIEmbeddings("text-embedding-3-small");
const texts = ["The lighthouse was built in 1871.", "Bread is made of flour and water."];
const vectors = await embeddings.embedDocuments(texts);
const question = await embeddings.embedQuery("When was the lighthouse built?");

const similarity = vectors.map((vector) =>
  vector.reduce((sum, value, index) => sum + value * (question[index] ?? 0), 0),
);
console.log(texts[similarity.indexOf(Math.max(...similarity))]);
