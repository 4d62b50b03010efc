// Finds the text that says most nearly what a question asks for.
import { CometAPIClient } from "@cometapi/core";

const texts = ["Cats sleep for most of the day.", "The tax return is due in May."];

const client = new CometAPIClient();
const { embeddings, usage } = await client.embed({
  model: "text-embedding-3-small",
  input: ["When is the tax return due?", ...texts],
});

const [question = [], ...vectors] = embeddings;
const similarities = vectors.map((vector) =>
  vector.reduce((sum, value, index) => sum + value * (question[index] ?? 0), 0),
);
console.log(texts[similarities.indexOf(Math.max(...similarities))], usage.tokens);
