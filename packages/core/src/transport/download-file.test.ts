import { createInMemoryFetch, findSecret } from "@cometapi/testing";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { RequestHookEvent } from "../config/client-hooks.ts";
import { CometAPIError } from "../errors/comet-api-error.ts";
import { Dispatcher } from "./dispatcher.ts";
import { downloadFile } from "./download-file.ts";

const apiKey = "sk-test-0123456789abcdef";
const address = "https://cdn.example/a.mp4?signature=topsecretsignature";

const file = () => new Response(new Uint8Array([1]));

const redirectTo = (location: string) => new Response(null, { status: 302, headers: { location } });

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
      redirectTo(`${address}2`),
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

  it("follows a vendor's redirects one by one, also relative ones", async () => {
    const { fetch, requests } = createInMemoryFetch([
      redirectTo("/b.mp4"),
      redirectTo("https://store.example/c.mp4?signature=another-signature"),
      file(),
    ]);
    const { data } = await downloadFile(new Dispatcher({ fetch }), address, {});
    expect(data).toEqual(new Uint8Array([1]));
    expect(requests.map(({ url }) => url)).toEqual([
      address,
      "https://cdn.example/b.mp4",
      "https://store.example/c.mp4?signature=another-signature",
    ]);
  });

  it("takes the caller's headers along to the same origin, and no secret to another", async () => {
    const { fetch, requests } = createInMemoryFetch([
      redirectTo("/b.mp4"),
      redirectTo("https://store.example/c.mp4"),
      file(),
    ]);
    const headers = { Authorization: "Bearer of-the-store", "x-token": "t", Range: "bytes=0-" };
    await downloadFile(new Dispatcher({ fetch }), address, { headers });
    const sent = requests.map(({ headers: { authorization, range, "x-token": token } }) => [
      authorization,
      token,
      range,
    ]);
    expect(sent).toEqual([
      ["Bearer of-the-store", "t", "bytes=0-"],
      ["Bearer of-the-store", "t", "bytes=0-"],
      [undefined, undefined, "bytes=0-"],
    ]);
  });

  it.each([
    ["http://169.254.169.254/latest/meta-data", "is in a private network (169.254.169.254)"],
    ["https://localhost:11434/a.mp4", "is in a private network (localhost)"],
    ["https://[::1]/a.mp4", "is in a private network ([::1])"],
    ["file:///etc/passwd", "must begin with https:// or http://"],
    ["http://cdn.example/a.mp4", "from https:// to http://"],
    ["https://", "to something that is no address"],
  ])("does not follow a redirect to %s", async (location, finding) => {
    const { fetch, requests } = createInMemoryFetch([redirectTo("/b.mp4"), redirectTo(location)]);
    await expect(downloadFile(new Dispatcher({ fetch }), address, {})).rejects.toMatchObject({
      code: "invalid-response",
      isRetryable: false,
      message: expect.stringContaining(finding),
    });
    expect(requests).toHaveLength(2);
  });

  it("gives up after ten redirects", async () => {
    const replies = Array.from({ length: 20 }, (_, index) => redirectTo(`/${index}`));
    const { fetch, requests } = createInMemoryFetch(replies);
    await expect(downloadFile(new Dispatcher({ fetch }), address, {})).rejects.toMatchObject({
      message: expect.stringContaining("redirects more than 10 times"),
    });
    expect(requests).toHaveLength(11);
  });

  it("trusts the base URL's own origin, also in a private network, and nothing beside it", async () => {
    const baseURL = "http://127.0.0.1:8080";
    const { fetch, requests } = createInMemoryFetch([redirectTo("/b.mp4"), file()]);
    await downloadFile(new Dispatcher({ fetch, baseURL }), `${baseURL}/a.mp4`, {});
    expect(requests).toHaveLength(2);
    for (const url of ["http://127.0.0.1:8081/a", "http://localhost:8080/a", "http://10.0.0.1/a"]) {
      await expect(downloadFile(new Dispatcher({ baseURL }), url, {})).rejects.toMatchObject({
        code: "invalid-argument",
        message: expect.stringContaining("private network"),
      });
    }
  });

  it("shows no signature of an address that a redirect came from", async () => {
    const { fetch } = createInMemoryFetch([
      redirectTo("https://store.example/c"),
      new Response("topsecretsignature", { status: 500 }),
    ]);
    const error: unknown = await downloadFile(
      new Dispatcher({ fetch, maxRetries: 0 }),
      address,
      {},
    ).catch((reason: unknown) => reason);
    expect(CometAPIError.isInstance(error)).toBe(true);
    expect(findSecret(error, "topsecretsignature")).toEqual([]);
  });

  it("lets a browser follow redirects, which it does not show", async () => {
    vi.stubGlobal("document", {});
    onTestFinished(() => {
      vi.unstubAllGlobals();
    });
    let redirect: string | undefined;
    const fetch = async (_url: string, init: RequestInit) => {
      redirect = init.redirect;
      return file();
    };
    await downloadFile(new Dispatcher({ fetch }), address, {});
    expect(redirect).toBe("follow");
  });

  it.each([0, -1, Number.NaN])("refuses %d as `maxBytes`", async (maxBytes) => {
    await expect(downloadFile(new Dispatcher({}), address, { maxBytes })).rejects.toMatchObject({
      code: "invalid-argument",
      message: expect.stringContaining("`maxBytes`"),
    });
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
