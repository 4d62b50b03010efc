import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { createInMemoryFetch, findSecret } from "@cometapi/testing";
import { expect, it } from "vitest";
import { CometAPIEmbedding, cometapi } from "../index.ts";
import { VERSION } from "../version.ts";

const apiKey = "sk-Zq4Lr8Nw2XtBv6Km9Pd3Hs7J";

it("names this package and its version to the service, after the application's own", async () => {
  const { fetch, requests } = createInMemoryFetch([new Error("no")]);
  const llm = cometapi({ apiKey, fetch, userAgent: "my-app/1", maxRetries: 0 });
  await expect(llm.complete({ prompt: "Hi" })).rejects.toThrow();
  expect(requests[0]?.headers["user-agent"]).toMatch(
    new RegExp(`^my-app/1 llamaindex-cometapi/${VERSION} `),
  );
});

it("has the version of its package.json", () => {
  const manifest = readFileSync(`${import.meta.dirname}/../../package.json`, "utf8");
  expect(JSON.parse(manifest)).toHaveProperty("version", VERSION);
});

it("shows the key to nobody who looks at the LLM or the embedding model", () => {
  for (const model of [cometapi({ apiKey }), new CometAPIEmbedding({ apiKey })]) {
    expect(inspect(model, { depth: 9, showHidden: true })).not.toContain(apiKey);
    expect(findSecret(model, apiKey)).toEqual([]);
  }
});
