import { createInMemoryFetch, findSecret } from "@cometapi/testing";
import { describe, expect, it } from "vitest";
import type { RequestHookEvent } from "../config/client-hooks.ts";
import { CometAPIError } from "../errors/comet-api-error.ts";
import { Dispatcher } from "./dispatcher.ts";
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

  it("shows no signature that a custom fetch or the vendor repeats", async () => {
    const replies = [
      new Error(`request to ${address} failed`),
      new Response(`<Error><Provided>topsecretsignature</Provided></Error>`, { status: 500 }),
      new Response(null, { status: 302, headers: { location: `${address}2` } }),
    ];
    for (const reply of replies) {
      const { fetch } = createInMemoryFetch([reply]);
      const error: unknown = await downloadFile(
        new Dispatcher({ fetch, maxRetries: 0 }),
        address,
        {},
      ).catch((reason: unknown) => reason);
      expect(CometAPIError.isInstance(error)).toBe(true);
      expect(findSecret(error, "topsecretsignature")).toEqual([]);
    }
  });

  it("follows the redirects of a vendor", async () => {
    let redirect: string | undefined;
    const fetch = async (_url: string, init: RequestInit) => {
      redirect = init.redirect;
      return new Response(new Uint8Array([1]));
    };
    await downloadFile(new Dispatcher({ fetch }), address, {});
    expect(redirect).toBe("follow");
  });

  it.each([
    new Response("NoSuchKey", { status: 404 }),
    new Response("<Error><Code>AccessDenied</Code></Error>", { status: 403 }),
    new Response("gone", { status: 410 }),
    new Response("<!doctype html>", { headers: { "content-type": "text/html" } }),
    new Response(null, { status: 302 }),
  ])("says that the address has expired or is wrong (%#)", async (reply) => {
    const { fetch } = createInMemoryFetch([reply]);
    await expect(downloadFile(new Dispatcher({ fetch }), address, {})).rejects.toMatchObject({
      code: "invalid-request",
      isRetryable: false,
      status: reply.status,
      message: `There is no file at https://cdn.example/a.mp4 (status ${reply.status}): the address has expired or is wrong.`,
    });
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
