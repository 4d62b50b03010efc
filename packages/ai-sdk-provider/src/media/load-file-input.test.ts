import { CometAPIClient } from "@cometapi/core";
import { expect, it } from "vitest";
import { loadFileInput } from "./load-file-input.ts";

const bytes = new Uint8Array([1, 2, 3]);

function connect(headers: Record<string, string>) {
  return new CometAPIClient({
    apiKey: "test-key",
    fetch: async (_url, init) => {
      init?.signal?.throwIfAborted();
      return new Response(bytes, { headers });
    },
  });
}

it("takes bytes and base64 with their type", async () => {
  const file = { type: "file" as const, mediaType: "image/png" };
  const client = connect({});
  for (const data of [bytes, "AQID"]) {
    expect(await loadFileInput({ ...file, data }, client, undefined)).toEqual({
      data: bytes,
      mediaType: "image/png",
    });
  }
});

it.each([
  [{ "content-type": "image/webp" }, "image/webp"],
  [{}, "application/octet-stream"],
])("fetches a file by its address, with the type in %j", async (headers, mediaType) => {
  const file = { type: "url" as const, url: "https://93.184.215.14/a" };
  expect(await loadFileInput(file, connect(headers), undefined)).toEqual({
    data: bytes,
    mediaType,
  });
});

it("stops fetching when the call is aborted", async () => {
  const file = { type: "url" as const, url: "https://93.184.215.14/a" };
  const reason = new Error("enough");
  const signal = AbortSignal.abort(reason);
  await expect(loadFileInput(file, connect({}), signal)).rejects.toBe(reason);
});
