import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findCatalogueModel } from "./find-catalogue-model.ts";
import { normalizeCatalogue, normalizeCatalogueModel } from "./normalize-catalogue.ts";

// The sample record of CometAPI's documentation, with what was observed around it.
const record = {
  created: 1_773_798_949,
  id: "grok-4.5",
  code: "grok-4-5",
  provider: "xAI",
  provider_code: "xai",
  name: "Grok 4.5",
  description: "",
  model_type: "text",
  features: ["text-to-text"],
  endpoints:
    '{\n  "openai-chat": {\n    "path": "/v1/chat/completions",\n    "method": "POST"\n  }\n}',
  pricing: { currency: "USD / M Tokens", input: 2, output: 6, per_request: null, ratio: 0.8 },
  context_length: "256K",
  max_completion_tokens: "8K",
  api_doc_url: "https://apidoc.cometapi.com/api/text/chat",
  upcoming: false,
};

describe("normalizeCatalogueModel", () => {
  it("reads the documented record", () => {
    expect(normalizeCatalogueModel(record)).toEqual({
      id: "grok-4.5",
      code: "grok-4-5",
      name: "Grok 4.5",
      description: undefined,
      provider: "xAI",
      type: "text",
      features: ["text-to-text"],
      endpoints: [{ name: "openai-chat", path: "/v1/chat/completions", method: "POST" }],
      contextWindow: 256_000,
      maxOutputTokens: 8000,
      price: {
        inputUSDPerMillionTokens: 2,
        outputUSDPerMillionTokens: 6,
        usdPerRequest: undefined,
        usdPerSecond: undefined,
        ratio: 0.8,
        upToInputTokens: 128_000,
      },
      isUpcoming: false,
      createdAt: new Date(1_773_798_949_000),
      documentationURL: "https://apidoc.cometapi.com/api/text/chat",
      raw: record,
    });
  });

  it.each([
    [
      "an object",
      { chat: { path: "/v1/x", method: "post" } },
      [{ name: "chat", path: "/v1/x", method: "POST" }],
    ],
    ["a map of paths", { chat: "/v1/x" }, [{ name: "chat", path: "/v1/x", method: undefined }]],
    ["a list of names", ["openai", ""], [{ name: "openai", path: undefined, method: undefined }]],
    [
      "a list of objects",
      [{ name: "a", path: "/a" }, { type: "b" }, 5],
      [
        { name: "a", path: "/a", method: undefined },
        { name: "b", path: undefined, method: undefined },
      ],
    ],
    ["a list of paths", ["/v1/x"], [{ name: "/v1/x", path: "/v1/x", method: undefined }]],
    ["text that is not JSON", "openai", []],
    ["nothing", null, []],
  ])("reads endpoints given as %s", (_, endpoints, expected) => {
    expect(normalizeCatalogueModel({ id: "a", endpoints })?.endpoints).toEqual(expected);
  });

  it.each([
    [{ id: "a", model_type: "llm" }, "text"],
    [{ id: "a", model_type: "Chat" }, "text"],
    [{ id: "a", model_type: "video" }, "video"],
    [{ id: "a", model_type: null, features: ["text-to-image"] }, "image"],
    [{ id: "a" }, "text"],
    [{ id: "text-embedding-3-small", model_type: "text" }, "embedding"],
    [{ id: "a", model_type: "text", features: '["embeddings"]' }, "embedding"],
    [{ id: "a", model_type: "3d" }, "3d"],
  ])("finds the type of %j: %s", (fields, type) => {
    expect(normalizeCatalogueModel(fields)?.type).toBe(type);
  });

  it("takes the code for an id that is missing, and the id for a code and a name", () => {
    expect(normalizeCatalogueModel({ code: "a" })).toMatchObject({ id: "a", code: "a", name: "a" });
    expect(normalizeCatalogueModel({ id: " b " })).toMatchObject({ id: "b", code: "b", name: "b" });
  });

  it("drops what has no id", () => {
    for (const value of [null, 5, "a", [], {}, { id: "" }, { id: 7 }]) {
      expect(normalizeCatalogueModel(value)).toBeUndefined();
    }
  });

  it("reads features given as text with commas, and null", () => {
    expect(normalizeCatalogueModel({ id: "a", features: "x, y" })?.features).toEqual(["x", "y"]);
    expect(normalizeCatalogueModel({ id: "a", features: null })?.features).toEqual([]);
  });

  it("knows no price where there is none, or one in another currency", () => {
    const priceOf = (pricing: unknown) => normalizeCatalogueModel({ id: "a", pricing })?.price;
    expect(priceOf(null)).toBeUndefined();
    expect(priceOf({ input: null, output: null, ratio: 0.8 })).toBeUndefined();
    expect(priceOf({ currency: "CNY", input: 1 })).toBeUndefined();
    expect(priceOf('{"input":"0.5","output":-1}')).toMatchObject({
      inputUSDPerMillionTokens: 0.5,
      outputUSDPerMillionTokens: undefined,
      ratio: undefined,
    });
    expect(priceOf({ per_second: 0.1, ratio: 0 })).toMatchObject({
      usdPerSecond: 0.1,
      ratio: undefined,
    });
  });

  it("marks announced models", () => {
    expect(normalizeCatalogueModel({ id: "a", upcoming: true })?.isUpcoming).toBe(true);
    expect(normalizeCatalogueModel({ id: "a", upcoming: "true" })?.isUpcoming).toBe(true);
  });

  it("has no date for a time that is none", () => {
    for (const created of [0, -1, 1e300, "soon", null]) {
      expect(normalizeCatalogueModel({ id: "a", created })?.createdAt).toBeUndefined();
    }
  });
});

describe("normalizeCatalogue", () => {
  it("reads the envelope", () => {
    const page = normalizeCatalogue({
      success: true,
      page: 1,
      page_size: 20,
      total: 302,
      data: [record, {}],
    });
    expect(page).toMatchObject({ recordCount: 2, page: 1, pageSize: 20, total: 302 });
    expect(page.models.map((model) => model.id)).toEqual(["grok-4.5"]);
  });

  it("takes page 0 as the mark of an answer that is not paged", () => {
    expect(normalizeCatalogue({ page: 0, page_size: 0, total: 1, data: [record] })).toMatchObject({
      page: undefined,
      pageSize: undefined,
      total: 1,
    });
  });

  it("reads a bare list of records", () => {
    expect(normalizeCatalogue([record]).models).toHaveLength(1);
  });

  it("never throws, whatever JSON comes in place of any field", () => {
    const anyRecord = fc.record(
      Object.fromEntries(Object.keys(record).map((key) => [key, fc.jsonValue()])),
      { requiredKeys: [] },
    );
    const body = fc.oneof(
      fc.jsonValue(),
      fc.record({ data: fc.array(anyRecord), total: fc.jsonValue() }),
    );
    fc.assert(fc.property(body, (value) => void normalizeCatalogue(value)));
  });
});

describe("findCatalogueModel", () => {
  const { models } = normalizeCatalogue([{ id: "b", code: "a" }, { id: "a" }]);

  it("finds by id before code, also with the service's prefix", () => {
    expect(findCatalogueModel({ models }, "a")?.id).toBe("a");
    expect(findCatalogueModel({ models: models.slice(0, 1) }, "cometapi/a")?.id).toBe("b");
  });

  it("finds nothing for a model that is not listed", () => {
    expect(findCatalogueModel({ models }, "c")).toBeUndefined();
  });
});
