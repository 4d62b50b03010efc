import { readFileSync } from "node:fs";
import { startEmulator } from "@cometapi/emulator";
import { describe, expect, it } from "vitest";
import { convertCatalogue } from "../../scripts/convert-catalogue.ts";
import { generateModelFiles } from "../../scripts/generate-model-files.ts";
import { createSourcedModels } from "../../scripts/sourced-models.ts";
import { CometAPIClient } from "../client.ts";
import { estimateCost } from "../money/calculate-cost.ts";
import { findKnownModel } from "./find-known-model.ts";
import type { KnownModel } from "./known-model.ts";
import { KNOWN_MODELS } from "./known-models.ts";
import { normalizeCatalogue } from "./normalize-catalogue.ts";
import { resolveModelTraits } from "./resolve-model-traits.ts";

const committed = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");

describe("KNOWN_MODELS", () => {
  it("is what its own rows generate, so that nobody edited it by hand", () => {
    const [, origin = ""] = /^\/\/ (From .*)$/m.exec(committed("known-models.ts")) ?? [];
    const files = generateModelFiles(KNOWN_MODELS, origin);
    expect(files["known-models.ts"]).toBe(committed("known-models.ts"));
    expect(files["known-model-ids.ts"]).toBe(committed("known-model-ids.ts"));
    expect(files["model-ids.ts"]).toBe(committed("model-ids.ts"));
  });

  it("names a source for every row, and each id once", () => {
    expect(new Set(KNOWN_MODELS.map(({ id }) => id)).size).toBe(KNOWN_MODELS.length);
    for (const { source } of KNOWN_MODELS) expect(source).not.toBe("");
  });
});

describe("findKnownModel", () => {
  it("finds by id and by code, with the service's prefix too", () => {
    expect(findKnownModel("cometapi/grok-4.5")).toMatchObject({ id: "grok-4.5" });
    expect(findKnownModel("grok-4-5")).toMatchObject({ id: "grok-4.5" });
    expect(findKnownModel("llama-9")).toBeUndefined();
  });

  it("knows what was seen to be charged", () => {
    const price = findKnownModel("claude-sonnet-5")?.price;
    expect(estimateCost({ inputTokens: 1_000_000 }, price).usd).toBe(1.6);
    expect(estimateCost({ outputTokens: 1_000_000 }, price).usd).toBe(8);
  });
});

describe("createSourcedModels", () => {
  it("has the limits that the traits know", () => {
    for (const model of createSourcedModels()) {
      if (model.type !== "chat") continue;
      expect(model.contextWindow).toBe(resolveModelTraits(model.id).contextWindow);
    }
  });
});

describe("generateModelFiles", () => {
  const models: KnownModel[] = [
    { id: "b", type: "chat", source: "s" },
    {
      id: "a",
      type: "chat",
      contextWindow: 1_048_576,
      maxOutputTokens: 8192,
      price: {
        inputUSDPerMillionTokens: 0.5,
        outputUSDPerMillionTokens: undefined,
        ratio: 1,
      },
      source:
        "a source so long that its line would be wider than the formatter of this repository lets it",
    },
    { id: "z", type: "speech", source: "s" },
  ];

  it("writes the same bytes in whatever order the models come", () => {
    const files = generateModelFiles(models, "From here.");
    expect(generateModelFiles(models.toReversed(), "From here.")).toEqual(files);
    expect(files["known-models.ts"]).toMatchInlineSnapshot(`
      "// Written by \`pnpm catalog:update\`; not to be edited by hand.
      // From here.
      import type { KnownModel } from "./known-model.ts";

      /**
       * Models that this package knows without asking, for pickers and prices when the service cannot be
       * reached. Sorted by type and id. Being listed does not make a model callable, and any other id may be.
       */
      export const KNOWN_MODELS: readonly KnownModel[] = [
        {
          id: "a",
          type: "chat",
          contextWindow: 1_048_576,
          maxOutputTokens: 8192,
          price: {
            inputUSDPerMillionTokens: 0.5,
            ratio: 1,
          },
          source:
            "a source so long that its line would be wider than the formatter of this repository lets it",
        },
        {
          id: "b",
          type: "chat",
          source: "s",
        },
        {
          id: "z",
          type: "speech",
          source: "s",
        },
      ];
      "
    `);
    expect(files["model-ids.ts"]).toContain(`export type ChatModelId = "a" | "b" | (string & {});`);
    expect(files["model-ids.ts"]).toContain(`export type VideoModelId = string & {};`);
  });
});

describe("convertCatalogue", () => {
  it("sorts audio models by what they do and leaves announced ones out", () => {
    const { models } = normalizeCatalogue([
      { id: "tts-1", model_type: "audio" },
      { id: "whisper-1", model_type: "audio", features: null },
      { id: "gpt-4o-realtime", model_type: "audio" },
      { id: "x", code: "y", model_type: "text", upcoming: false },
      { id: "text-embedding-3-small", model_type: "text" },
      { id: "soon", model_type: "text", upcoming: true },
      { id: "mesh", model_type: "3d" },
    ]);
    expect(convertCatalogue(models, "s")).toEqual([
      { id: "tts-1", type: "speech", source: "s" },
      { id: "whisper-1", type: "transcription", source: "s" },
      { id: "gpt-4o-realtime", type: "other", source: "s" },
      { id: "x", code: "y", type: "chat", source: "s" },
      { id: "text-embedding-3-small", type: "embedding", source: "s" },
      { id: "mesh", type: "other", source: "s" },
    ]);
  });

  it("makes the table of an emulator's catalogue", async () => {
    const emulator = await startEmulator({ port: 0 });
    try {
      const { models } = await new CometAPIClient({ baseURL: emulator.url }).fetchCatalogue();
      const files = generateModelFiles(
        convertCatalogue(models, "CometAPI catalogue"),
        "From there.",
      );
      expect(files["model-ids.ts"]).toContain('| "gpt-5-mini"');
      expect(files["known-models.ts"]).toContain('source: "CometAPI catalogue"');
    } finally {
      await emulator.close();
    }
  });
});
