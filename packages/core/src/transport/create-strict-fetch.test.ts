import { createInMemoryFetch, jsonResponse } from "@cometapi/testing";
import { describe, expect, it } from "vitest";
import { CometAPIClient } from "../client.ts";
import { createStrictFetch, type StrictFetchOptions } from "./create-strict-fetch.ts";

const URL = "https://api.cometapi.com/v1/messages";

function strictFetchOf(reply: Response, options: Partial<StrictFetchOptions> = {}) {
  const { fetch, requests } = createInMemoryFetch([reply]);
  const client = new CometAPIClient({ apiKey: "sk-test-key", fetch });
  const given = { headers: undefined, extraBody: undefined, ...options };
  return { requests, fetch: createStrictFetch(client.fetch, given) };
}

describe("a fetch for another package", () => {
  it("adds and removes headers, and hides the package's own name", async () => {
    const { fetch, requests } = strictFetchOf(jsonResponse({}), {
      headers: { "x-team": "a", "anthropic-beta": undefined },
    });
    await fetch(URL, {
      method: "POST",
      body: "{}",
      headers: { "user-agent": "theirs", "anthropic-beta": "b" },
    });
    expect(requests[0]?.headers).toMatchObject({ "x-team": "a" });
    expect(requests[0]?.headers).not.toHaveProperty("anthropic-beta");
    expect(requests[0]?.headers["user-agent"]).toMatch(/^cometapi-core\//);
  });

  it("merges body fields last, and leaves requests without a body alone", async () => {
    const extraBody = { temperature: 1 };
    const post = strictFetchOf(jsonResponse({}), { extraBody });
    await post.fetch(URL, { method: "POST", body: '{"model":"m","temperature":0}' });
    const get = strictFetchOf(jsonResponse({}), { extraBody });
    await get.fetch(URL);
    const sent = [post, get].map(({ requests }) => requests[0]?.body);
    const text = new TextDecoder();
    expect(sent.map((body) => (body instanceof ArrayBuffer ? text.decode(body) : body))).toEqual([
      '{"model":"m","temperature":1}',
      undefined,
    ]);
  });

  it("throws a refusal as CometAPIError", async () => {
    const refusal = jsonResponse({ error: { message: "slow down" } }, { status: 429 });
    const { fetch } = strictFetchOf(refusal);
    await expect(fetch(URL)).rejects.toMatchObject({ code: "rate-limit", status: 429, url: URL });
  });
});
