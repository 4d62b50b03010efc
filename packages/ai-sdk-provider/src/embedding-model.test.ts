import { cosineSimilarity, embed, embedMany } from "ai";
import { expect, it } from "vitest";
import { startCometAPI } from "../test/start-cometapi.ts";

const cometapi = startCometAPI();

it("turns one text into a vector and reports the tokens", async () => {
  const { embedding, usage } = await embed({
    model: cometapi.create().embeddingModel("text-embedding-3-small"),
    value: "The harbour of Lisbon",
  });
  expect(embedding).toHaveLength(1536);
  expect(usage.tokens).toBeGreaterThan(0);
});

it("turns similar texts into vectors that lie near each other", async () => {
  const { embeddings, providerMetadata } = await embedMany({
    model: cometapi.create().embeddingModel("text-embedding-3-small"),
    values: ["The harbour of Lisbon", "Lisbon has a harbour", "Quantum chromodynamics"],
  });
  const [harbour = [], alike = [], unlike = []] = embeddings;
  expect(cosineSimilarity(harbour, alike)).toBeGreaterThan(cosineSimilarity(harbour, unlike));
  expect(providerMetadata).toMatchObject({ cometapi: { model: expect.any(String) } });
});

it("takes the length of the vectors from the call or from the options", async () => {
  const model = cometapi.create().embeddingModel("text-embedding-3-small");
  const { embeddings } = await model.doEmbed({ values: ["Hi"], dimensions: 256 });
  expect(embeddings[0]).toHaveLength(256);
  const { embedding } = await embed({
    model,
    value: "Hi",
    providerOptions: { cometapi: { dimensions: 64 } },
  });
  expect(embedding).toHaveLength(64);
});

it("refuses an option that does not exist", async () => {
  const call = embed({
    model: cometapi.create().embeddingModel("text-embedding-3-small"),
    value: "Hi",
    providerOptions: { cometapi: { dimension: 64 } },
  });
  await expect(call).rejects.toThrow(
    "providerOptions.cometapi.dimension does not exist. Options here: dimensions, user, maxBatchSize, extraBody.",
  );
});

it("reports a model that is not served, without retrying", async () => {
  const countBefore = cometapi.emulator.requests.length;
  const model = cometapi.create().embeddingModel("no-such-model");
  await expect(embed({ model, value: "Hi" })).rejects.toMatchObject({
    name: "AI_APICallError",
    data: { code: "model-not-found" },
  });
  expect(cometapi.emulator.requests).toHaveLength(countBefore + 1);
});
