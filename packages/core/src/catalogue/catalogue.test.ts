import { useEmulator } from "@cometapi/testing/emulated";
import { createInMemoryFetch, jsonResponse, type ScriptedReply } from "@cometapi/testing";
import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { CometAPIError } from "../errors/comet-api-error.ts";
import type { Catalogue } from "../models/catalogue-model.ts";
import { estimateCost } from "../money/calculate-cost.ts";
import { findCatalogueModel } from "../models/find-catalogue-model.ts";
import { Dispatcher } from "../transport/dispatcher.ts";
import { CatalogueCache } from "./catalogue-cache.ts";
import { fetchCatalogue } from "./fetch-catalogue.ts";
import { listModels, normalizeModelList } from "./list-models.ts";

const apiKey = "sk-test-0123456789abcdef";

function dispatcherWith(replies: readonly ScriptedReply[], settings: object = { apiKey }) {
  const { fetch, requests } = createInMemoryFetch(replies);
  return { dispatcher: new Dispatcher({ fetch, maxRetries: 0, ...settings }), requests };
}

const page = (ids: readonly string[], fields: object) =>
  jsonResponse({ success: true, ...fields, data: ids.map((id) => ({ id })) });

describe("fetchCatalogue", () => {
  it("asks the public address without a key", async () => {
    const { dispatcher, requests } = dispatcherWith([
      page(["a"], { page: 0, page_size: 0, total: 1 }),
    ]);
    const { models, total, isComplete, fetchedAt } = await fetchCatalogue(dispatcher, {});
    expect(requests).toMatchObject([{ method: "GET", url: "https://api.cometapi.com/api/models" }]);
    expect(requests[0]?.headers["authorization"]).toBeUndefined();
    expect({ ids: models.map(({ id }) => id), total, isComplete }).toEqual({
      ids: ["a"],
      total: 1,
      isComplete: true,
    });
    expect(fetchedAt).toBeInstanceOf(Date);
  });

  it("needs no key", async () => {
    const { dispatcher } = dispatcherWith([page(["a"], {})], {});
    await expect(fetchCatalogue(dispatcher, {})).resolves.toMatchObject({
      total: 1,
      isComplete: true,
    });
  });

  it("reads on while the total says that there is more", async () => {
    const { dispatcher, requests } = dispatcherWith([
      page(["a", "b"], { page: 1, page_size: 2, total: 5 }),
      page(["c", "d"], { page: 2, page_size: 2, total: 5 }),
      page(["e"], { page: 3, page_size: 2, total: 5 }),
    ]);
    const { models, isComplete } = await fetchCatalogue(dispatcher, {});
    expect(models.map(({ id }) => id)).toEqual(["a", "b", "c", "d", "e"]);
    expect(isComplete).toBe(true);
    expect(requests.slice(1).map(({ url }) => new URL(url).search)).toEqual([
      "?page=2&page_size=2",
      "?page=3&page_size=2",
    ]);
  });

  it("says that it is not complete where a server gives the same page again", async () => {
    const same = () => page(["a", "b"], { page: 1, total: 302 });
    const { dispatcher, requests } = dispatcherWith([same, same]);
    const { models, isComplete, total } = await fetchCatalogue(dispatcher, {});
    expect({ count: models.length, isComplete, total }).toEqual({
      count: 2,
      isComplete: false,
      total: 302,
    });
    expect(requests[1]?.url).toContain("page=2&page_size=2");
  });

  it("does not guess at pages of an answer that is not paged", async () => {
    const { dispatcher, requests } = dispatcherWith([
      page(["a"], { page: 0, page_size: 0, total: 9 }),
    ]);
    await expect(fetchCatalogue(dispatcher, {})).resolves.toMatchObject({ isComplete: false });
    expect(requests).toHaveLength(1);
  });

  it("refuses more than 4 MiB and closes the connection", async () => {
    const onCancel = vi.fn();
    const mebibyte = new Uint8Array(1024 * 1024).fill(0x20);
    const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull: (controller) => controller.enqueue(mebibyte),
      cancel: onCancel,
    });
    const { dispatcher } = dispatcherWith([new Response(endless)]);
    await expect(fetchCatalogue(dispatcher, {})).rejects.toMatchObject({
      code: "invalid-response",
      message: expect.stringContaining("4194304 bytes"),
    });
    expect(onCancel).toHaveBeenCalledOnce();
  });

  it.each([
    [{ success: false, message: "maintenance" }, /maintenance/],
    [{ success: true, data: [] }, /lists no models/],
    [{ hello: "world" }, /lists no models/],
  ])("throws at %j", async (body, message) => {
    const { dispatcher } = dispatcherWith([jsonResponse(body)]);
    await expect(fetchCatalogue(dispatcher, {})).rejects.toThrow(message);
  });
});

describe("CatalogueCache", () => {
  const catalogue = (): Catalogue => ({
    models: [],
    total: 0,
    isComplete: true,
    fetchedAt: new Date(),
  });

  it("makes one request for callers at the same time and for later ones", async () => {
    const fetch = vi.fn(() => Promise.resolve(catalogue()));
    const cache = new CatalogueCache(fetch);
    const [first, second] = await Promise.all([cache.get({}), cache.get({ maxAgeMs: 0 })]);
    expect(first).toBe(second);
    expect(await cache.get({})).toBe(first);
    expect(fetch).toHaveBeenCalledOnce();
  });

  it("asks again when what it has is too old for the caller", async () => {
    const fetch = vi.fn(() => Promise.resolve(catalogue()));
    const cache = new CatalogueCache(fetch);
    await cache.get({});
    await cache.get({ maxAgeMs: 0 });
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it("does not keep a failure", async () => {
    const fetch = vi.fn(() => Promise.resolve(catalogue()));
    fetch.mockRejectedValueOnce(new Error("down"));
    const cache = new CatalogueCache(fetch);
    await expect(cache.get({})).rejects.toThrow("down");
    await expect(cache.get({})).resolves.toMatchObject({ total: 0 });
  });

  it("ends the wait of the caller who aborts, and of nobody else", async () => {
    let answer: (value: Catalogue) => void = () => {};
    const fetch = vi.fn(() => new Promise<Catalogue>((resolve) => (answer = resolve)));
    const cache = new CatalogueCache(fetch);
    const controller = new AbortController();
    const impatient = cache.get({ signal: controller.signal });
    const patient = cache.get({ signal: new AbortController().signal });
    const reason = new Error("enough");
    controller.abort(reason);
    await expect(impatient).rejects.toBe(reason);
    await expect(cache.get({ signal: controller.signal })).rejects.toBe(reason);
    answer(catalogue());
    await expect(patient).resolves.toMatchObject({ total: 0 });
    expect(fetch).toHaveBeenCalledWith({});
  });
});

describe("listModels", () => {
  it("asks with the key", async () => {
    const { dispatcher, requests } = dispatcherWith([jsonResponse({ data: [] })]);
    await expect(listModels(dispatcher, {})).resolves.toEqual([]);
    expect(requests[0]).toMatchObject({
      url: "https://api.cometapi.com/v1/models",
      headers: { authorization: `Bearer ${apiKey}` },
    });
  });
});

describe("normalizeModelList", () => {
  it("reads rows and leaves out what has no id", () => {
    const row = {
      id: "a",
      created: 1_700_000_000,
      owned_by: "x",
      supported_endpoint_types: ["openai", 5],
    };
    expect(normalizeModelList({ data: [row, { id: "b", created: 1e300 }, {}, null] })).toEqual([
      {
        id: "a",
        ownedBy: "x",
        createdAt: new Date(1_700_000_000_000),
        endpointTypes: ["openai"],
        raw: row,
      },
      {
        id: "b",
        ownedBy: undefined,
        createdAt: undefined,
        endpointTypes: [],
        raw: { id: "b", created: 1e300 },
      },
    ]);
  });

  it("throws nothing but its own error, whatever JSON comes", () => {
    const row = fc.record({ id: fc.jsonValue(), created: fc.jsonValue() }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ data: fc.array(row) })), (body) => {
        try {
          normalizeModelList(body);
        } catch (error) {
          if (!CometAPIError.isInstance(error)) throw error;
        }
      }),
    );
  });
});

describe("catalogue over HTTP", () => {
  const emulator = useEmulator();

  it("lists models with prices, all of them callable by this key", async () => {
    const dispatcher = new Dispatcher({ apiKey, baseURL: emulator.url, maxRetries: 0 });
    const catalogue = await fetchCatalogue(dispatcher, {});
    const price = findCatalogueModel(catalogue, "claude-opus-5")?.price;
    expect(catalogue.isComplete).toBe(true);
    // Charged as a third party saw it: 4 USD for a million input tokens, 20 for output.
    expect(estimateCost({ inputTokens: 1_000_000, outputTokens: 1_000_000 }, price).usd).toBe(24);
    const listed = await listModels(dispatcher, {});
    expect(listed.map(({ id }) => id)).toEqual(catalogue.models.map(({ id }) => id));
  });
});
