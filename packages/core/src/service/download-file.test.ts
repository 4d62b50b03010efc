import { createInMemoryFetch, findSecret } from "@cometapi/testing";
import { describe, expect, it } from "vitest";
import type { RequestHookEvent } from "../config/client-hooks.ts";
import { Dispatcher } from "../transport/dispatcher.ts";
import { downloadFile } from "./download-file.ts";

const apiKey = "sk-test-0123456789abcdef";
const address = "https://cdn.example/a.mp4?signature=topsecretsignature";

describe("downloadFile", () => {
  it("sends neither the key nor the settings' headers to a vendor's address", async () => {
    const { fetch, requests } = createInMemoryFetch([new Response(new Uint8Array([1]))]);
    const headers = { "x-proxy-token": "proxy-token-value" };
    const dispatcher = new Dispatcher({ apiKey, fetch, headers });
    const { data } = await downloadFile(dispatcher, address, { headers: { range: "bytes=0-" } });
    expect(data).toEqual(new Uint8Array([1]));
    expect(requests[0]).toMatchObject({
      method: "GET",
      url: address,
      headers: { range: "bytes=0-" },
    });
    expect(findSecret(requests[0]?.headers, apiKey)).toEqual([]);
    expect(findSecret(requests[0]?.headers, "proxy-token-value")).toEqual([]);
  });

  it("works without a key", async () => {
    const { fetch } = createInMemoryFetch([new Response(new Uint8Array([1]))]);
    await expect(downloadFile(new Dispatcher({ fetch }), address, {})).resolves.toMatchObject({
      response: { status: 200 },
    });
  });

  it("shows the signature neither in hooks nor in errors", async () => {
    const events: RequestHookEvent[] = [];
    const { fetch } = createInMemoryFetch([new Response("gone", { status: 410 })]);
    const dispatcher = new Dispatcher({
      fetch,
      maxRetries: 0,
      onRequest: (event) => events.push(event),
    });
    const error: unknown = await downloadFile(dispatcher, address, {}).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ status: 410, url: "https://cdn.example/a.mp4" });
    expect(findSecret([error, events], "topsecretsignature")).toEqual([]);
  });

  it.each(["", "a.png", "data:image/png;base64,AAAA", "file:///etc/passwd"])(
    "refuses %j",
    async (url) => {
      await expect(downloadFile(new Dispatcher({}), url, {})).rejects.toMatchObject({
        code: "invalid-argument",
      });
    },
  );
});
