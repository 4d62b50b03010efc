import { createInMemoryFetch, jsonResponse } from "@cometapi/testing";
import { describe, expect, it } from "vitest";
import { Dispatcher } from "./dispatcher.ts";
import { readFile } from "./read-file.ts";

async function read(reply: Response) {
  const { fetch } = createInMemoryFetch([reply]);
  const dispatcher = new Dispatcher({ apiKey: "sk-test-0123456789abcdef", fetch, maxRetries: 0 });
  const config = await dispatcher.resolveConfig({});
  return dispatcher.dispatch({ method: "GET", path: "/file" }, config, readFile);
}

const withType = (type: string, body: BodyInit = new Uint8Array([1, 2])) =>
  new Response(body, { headers: { "content-type": type } });

describe("readFile", () => {
  it("gives the bytes and their type without parameters", async () => {
    await expect(read(withType("Audio/MPEG; rate=24000"))).resolves.toMatchObject({
      data: new Uint8Array([1, 2]),
      mediaType: "audio/mpeg",
      response: { status: 200 },
    });
  });

  it.each(["application/octet-stream", "binary/octet-stream"])(
    "learns nothing from %s",
    async (type) => {
      await expect(read(withType(type))).resolves.toMatchObject({ mediaType: undefined });
    },
  );

  it("knows no type where none is said", async () => {
    await expect(read(new Response(new Uint8Array([1])))).resolves.toMatchObject({
      mediaType: undefined,
    });
    await expect(read(withType(" ; a=b"))).resolves.toMatchObject({ mediaType: undefined });
  });

  it("throws the error that came in place of a file", async () => {
    const reply = jsonResponse({
      error: { message: "voice not found", type: "invalid_request_error" },
    });
    await expect(read(reply)).rejects.toMatchObject({
      code: "invalid-request",
      message: "voice not found",
    });
  });

  it("throws when JSON came that is no error", async () => {
    await expect(read(jsonResponse({ id: "a" }))).rejects.toMatchObject({
      code: "invalid-response",
      isRetryable: false,
      message: 'CometAPI sent no file but {"id":"a"}.',
    });
  });

  it("throws when nothing came, which may pass", async () => {
    await expect(read(withType("audio/mpeg", ""))).rejects.toMatchObject({
      code: "invalid-response",
      isRetryable: true,
      message: "CometAPI sent no file but nothing.",
    });
  });

  it("tells a web page from a file, and quotes it", async () => {
    const page = "<html><head><title>Console</title></head></html>";
    await expect(read(withType("text/html", page))).rejects.toMatchObject({
      code: "base-url",
      message: expect.stringContaining('it answered with a web page ("Console"). Check `baseURL`'),
      headers: { "content-type": "text/html" },
      body: page,
    });
  });
});
