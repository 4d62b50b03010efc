import { useEmulator } from "@cometapi/testing/emulated";
import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { apiKey } from "../../test/samples.ts";
import { startEmulator } from "../start-emulator.ts";
import { parseFaults } from "./parse-faults.ts";

const emulator = useEmulator({ apiKey, seed: 1 });

const ask = (fault: string, more: object = {}, signal?: AbortSignal) =>
  fetch(`${emulator.url}/v1/chat/completions`, {
    method: "POST",
    redirect: "manual",
    ...(signal === undefined ? {} : { signal }),
    headers: {
      authorization: `Bearer ${apiKey}`,
      "content-type": "application/json",
      "x-emulator-fault": fault,
    },
    body: JSON.stringify({
      model: "gpt-4o-mini",
      messages: [{ role: "user", content: "Count to 20" }],
      stream: true,
      ...more,
    }),
  });
const frames = (text: string) => text.split("\n\n").filter((frame) => frame.startsWith("data:"));

describe("faults by header", () => {
  it("answers with a status, its code and Retry-After", async () => {
    const response = await ask("429 retry-after=7 code=rate_limit");
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "7"]);
    expect(await response.json()).toMatchObject({
      error: { code: "rate_limit", message: expect.stringMatching(/\(request id: \w{31}\)$/u) },
    });
  });

  it("says when to come back in milliseconds, too", async () => {
    const response = await ask("503 retry-after-ms=40");
    expect(response.headers.get("retry-after-ms")).toBe("40");
    expect(response.headers.has("retry-after")).toBe(false);
  });

  it("keeps silent before the headers", async () => {
    const started = performance.now();
    await ask("delay 120ms");
    expect(performance.now() - started).toBeGreaterThan(110);
  });

  it("stalls in the middle of a stream, with keep-alive comments when wanted", async () => {
    const leaving = new AbortController();
    const response = await ask("stall after=3 keep-alive=10ms", {}, leaving.signal);
    let text = "";
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      if (text.split(": PING").length > 4) break;
    }
    expect(frames(text)).toHaveLength(2);
    leaving.abort();
  });

  it.each(["cut after=3", "reset"])("%s breaks the connection", async (fault) => {
    const read = async () => (await ask(fault)).text();
    await expect(read()).rejects.toThrow(TypeError);
    expect(emulator.requests.at(-1)).toMatchObject({ outcome: "cut", fault });
  });

  it("sends what it promised before it cuts", async () => {
    const response = await ask("cut after=3");
    let text = "";
    const read = async () => {
      for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString();
    };
    await expect(read()).rejects.toThrow(TypeError);
    expect(frames(text)).toHaveLength(2);
  });

  it("ends a stream early without finish reason or [DONE]", async () => {
    const text = await (await ask("end-early after=5")).text();
    expect(frames(text)).toHaveLength(4);
    expect(text).not.toContain("[DONE]");
    expect(text).not.toContain('"finish_reason":"stop"');
  });

  it("sends a frame that is no JSON and goes on", async () => {
    const sent = frames(await (await ask("malformed-frame after=3")).text());
    expect(() => JSON.parse(sent[2]?.slice(6) ?? "")).toThrow(SyntaxError);
    expect(sent.at(-1)).toBe("data: [DONE]");
  });

  it("sends an error within a stream", async () => {
    const sent = frames(await (await ask("error-in-stream after=3")).text());
    expect(JSON.parse(sent.at(-1)?.slice(6) ?? "")).toMatchObject({
      error: { type: "upstream_error", message: expect.stringContaining("(request id:") },
    });
  });

  it("drips the same bytes in small pieces", async () => {
    const response = await ask("drip bytes=50 every=1ms", {
      messages: [{ role: "user", content: "Say hello" }],
    });
    const sizes: number[] = [];
    for await (const chunk of response.body ?? []) sizes.push(chunk.byteLength);
    expect(sizes.length).toBeGreaterThan(10);
  });

  it("answers with the wrong content type, a web page or a redirect", async () => {
    expect((await ask("wrong-content-type")).headers.get("content-type")).toContain("text/html");
    expect(await (await ask("html")).text()).toContain("<!doctype html>");
    expect((await ask("redirect")).status).toBe(301);
  });

  it("cuts and mangles answers that are no stream, too", async () => {
    const read = async () => (await ask("cut", { stream: false })).text();
    await expect(read()).rejects.toThrow(TypeError);
    const mangled = await ask("malformed-frame", { stream: false });
    await expect(mangled.json()).rejects.toThrow(SyntaxError);
  });

  it.each([
    "delay 5ms, wrong-content-type, end-early after=4",
    "delay 5ms, end-early after=4, wrong-content-type",
  ])("plays several faults together, in any order: %s", async (fault) => {
    const response = await ask(fault);
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(frames(await response.text())).toHaveLength(3);
  });

  it("does not call a stream cut that ended before its early end", async () => {
    const response = await ask("end-early after=500");
    expect(await response.text()).toContain("[DONE]");
    expect(emulator.requests.at(-1)).toMatchObject({ outcome: "answered" });
  });

  it("reach requests that only look something up, too", async () => {
    const headers = { authorization: `Bearer ${apiKey}`, "x-emulator-fault": "429" };
    for (const path of ["/v1/models", "/api/models", "/user/quota", "/images/none.png"]) {
      expect([path, (await fetch(`${emulator.url}${path}`, { headers })).status]).toEqual([
        path,
        429,
      ]);
    }
    const made = await fetch(`${emulator.url}/v1/videos`, {
      method: "POST",
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      body: JSON.stringify({ model: "sora-2", prompt: "The sea" }),
    });
    const { id } = z.object({ id: z.string() }).parse(await made.json());
    for (const path of [id, `${id}/content`]) {
      const response = await fetch(`${emulator.url}/v1/videos/${path}`, { headers });
      expect(response.status).toBe(429);
    }
  });

  it("refuses a fault it does not know and says which there are", async () => {
    const response = await ask("explode");
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(/unknown fault .*explode.*stall, cut/u);
  });
});

describe("faults of themselves", () => {
  it("come as often as asked, at the same requests for the same seed", async () => {
    const run = async (): Promise<(string | undefined)[]> => {
      const own = await startEmulator({ seed: 7, fault: "30% 503", tokenDelayMs: 0 });
      for (let index = 0; index < 60; index += 1) {
        await fetch(`${own.url}/v1/embeddings`, {
          method: "POST",
          headers: { authorization: "Bearer sk-any", "content-type": "application/json" },
          body: JSON.stringify({ model: "text-embedding-3-small", input: `text ${index}` }),
        }).then((response) => response.text());
      }
      const faults = own.requests.map((recorded) => recorded.fault);
      await own.close();
      return faults;
    };
    const [first, second] = [await run(), await run()];
    expect(first).toEqual(second);
    const share = first.filter((fault) => fault === "503").length / first.length;
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.5);
  });

  it("belong to a model", async () => {
    const own = await startEmulator({ personalities: { "gpt-4o": "429" } });
    const statusOf = async (model: string) => {
      const response = await fetch(`${own.url}/v1/chat/completions`, {
        method: "POST",
        headers: { authorization: "Bearer sk-any", "content-type": "application/json" },
        body: JSON.stringify({ model, messages: [{ role: "user", content: "Say hello" }] }),
      });
      return response.status;
    };
    expect([await statusOf("gpt-4o"), await statusOf("gpt-4o-mini")]).toEqual([429, 200]);
    await own.close();
  });

  it("are refused at the start when they make no sense", async () => {
    await expect(startEmulator({ fault: "5% explode" })).rejects.toThrow("unknown fault");
    await expect(startEmulator({ fault: "500%" })).rejects.toThrow("at most 100%");
    expect(() => parseFaults("cut after=soon")).toThrow('after must be a number, not "soon"');
    for (const [text, message] of [
      ["cut afer=1", 'the fault "cut afer=1" takes only after, not "afer".'],
      ["429 retry_after=2", 'takes only retry-after, retry-after-ms, code, as, not "retry_after"'],
      ["429 500", 'not "500"'],
      ["html 500", 'the fault "html 500" takes no options, not "500".'],
      ["delay 5ms 6ms", 'not "6ms"'],
      ["drip bytes=1 byte=3", 'takes only bytes, every, not "byte"'],
      ["status 999", "from 400 to 599"],
    ] as const) {
      expect(() => parseFaults(text)).toThrow(message);
    }
  });
});

interface RawInit {
  method?: string;
  body?: BodyInit;
  headers?: Record<string, string>;
}

describe("an emulator that is treated badly", () => {
  const raw = (path: string, { headers = {}, ...init }: RawInit) =>
    fetch(`${emulator.url}${path}`, {
      method: "POST",
      ...init,
      headers: {
        authorization: `Bearer ${apiKey}`,
        "content-type": "application/json",
        ...headers,
      },
    });

  it.each<[string, number, string, RawInit]>([
    ["malformed JSON", 400, "/v1/chat/completions", { body: '{"model":' }],
    ["bytes that are no UTF-8", 400, "/v1/messages", { body: new Uint8Array([0xff, 0xfe, 0x22]) }],
    ["JSON that is no object", 400, "/v1/chat/completions", { body: "[1]" }],
    [
      "the wrong content type",
      400,
      "/v1/chat/completions",
      { body: "{}", headers: { "content-type": "text/plain" } },
    ],
    ["no form at all", 400, "/v1/images/edits", { body: "{}" }],
    ["an unknown route", 404, "/v1/unknown", { body: "{}" }],
    ["an unknown Gemini method", 404, "/v1beta/models/gemini-2.5-pro:count", { body: "{}" }],
  ])("answers %s with %d", async (_name, status, path, init) => {
    expect((await raw(path, init)).status).toBe(status);
    expect((await raw("/v1/models", { method: "GET" })).status).toBe(200);
  });

  it("refuses a body of 100 MB with 413, announced or not, and lives on", async () => {
    const megabyte = new Uint8Array(1024 * 1024).fill(0x20);
    const announced = await send100MB({ "content-length": String(100 * 1024 * 1024) }, megabyte);
    const chunked = await send100MB({}, megabyte);
    expect([announced, chunked]).toEqual([413, 413]);
    expect((await raw("/v1/models", { method: "GET" })).status).toBe(200);
  });

  it("lives on when callers leave at every moment", async () => {
    for (let index = 0; index < 40; index += 1) {
      const leaving = new AbortController();
      setTimeout(() => leaving.abort(), index / 4);
      await ask("drip bytes=9 every=1ms", {}, leaving.signal)
        .then((response) => response.text())
        .catch(() => undefined);
    }
    expect((await raw("/v1/models", { method: "GET" })).status).toBe(200);
  });

  /** Sends until the server answers, as a client does that does not stop by itself. */
  const send100MB = (headers: Record<string, string>, megabyte: Uint8Array): Promise<number> =>
    new Promise((resolve, reject) => {
      const sending = request(`${emulator.url}/v1/chat/completions`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${apiKey}`,
          "content-type": "application/json",
          ...headers,
        },
      });
      let sent = 0;
      const write = (): void => {
        sent += 1;
        if (sent > 100) sending.end();
        else sending.write(megabyte, write);
      };
      sending.on("response", (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      sending.on("error", reject);
      write();
    });
});
