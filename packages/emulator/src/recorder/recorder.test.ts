import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { findSecret, startServer } from "@cometapi/testing";
import { aimockServer, contractQuestions } from "@cometapi/testing/contract";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startEmulator } from "../start-emulator.ts";

const key = "sk-zq81-9876543210-wxvut";
const question = contractQuestions.fact;

let folder = "";
beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), "recorder-")), "tides");
});
afterEach(() => rm(path.dirname(folder), { recursive: true }));

interface Call {
  path: string;
  body: object;
}

const messages = [{ role: "user", content: question }];

/** The same question to each text API, as a stream. */
const calls: Readonly<Record<string, Call>> = {
  chat: { path: "/v1/chat/completions", body: { model: "gpt-4o-mini", stream: true, messages } },
  responses: {
    path: "/v1/responses",
    body: { model: "gpt-4o-mini", stream: true, input: question },
  },
  messages: {
    path: "/v1/messages",
    body: { model: "claude-sonnet-4-6", stream: true, max_tokens: 500, messages },
  },
  gemini: {
    path: "/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse",
    body: { contents: [{ role: "user", parts: [{ text: question }] }] },
  },
};

function send(url: string, { path: address, body }: Call, apiKey: string): Promise<Response> {
  return fetch(url + address, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function ask(url: string, call: Call, apiKey: string = key) {
  const response = await send(url, call, apiKey);
  const { status, headers } = response;
  return { status, type: headers.get("content-type"), bytes: await response.bytes() };
}

const hello: Call = { path: "/v1/chat/completions", body: { model: "m", messages: [] } };

/** Records while `use` runs, and gives what was written. */
async function recordFrom(
  target: string,
  use: (url: string) => Promise<unknown>,
  more: object = {},
): Promise<string[]> {
  const recorder = await startEmulator({ record: { folder, target, ...more } });
  await use(recorder.url);
  await recorder.close();
  const names = (await readdir(folder)).toSorted();
  return Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")));
}

async function recordAnswer(answer: RequestListener, use?: (url: string) => Promise<unknown>) {
  await using server = await startServer(answer);
  return await recordFrom(server.url, use ?? ((url) => ask(url, hello)));
}

const servers = {
  "the emulator": async () => {
    const emulator = await startEmulator({ apiKey: key, tokenDelayMs: 2 });
    return { url: emulator.url, apiKey: key, close: () => emulator.close() };
  },
  aimock: () => aimockServer.start(),
};

describe.each(Object.entries(servers))("a recording of %s", (_name, start) => {
  it.each(Object.entries(calls))("plays the same stream on %s", async (_api, call) => {
    const server = await start();
    const seen: Awaited<ReturnType<typeof ask>>[] = [];
    const files = await recordFrom(server.url, async (url) => {
      seen.push(await ask(url, call, server.apiKey));
    });
    await server.close();
    expect(seen[0]).toMatchObject({ status: 200, type: expect.stringContaining("event-stream") });
    expect(seen[0]?.bytes.length).toBeGreaterThan(200);
    expect(files).toHaveLength(1);
    expect(findSecret(files, server.apiKey)).toEqual([]);

    await using replay = await startEmulator({ replay: { folder } });
    expect(await ask(replay.url, call, "sk-any")).toEqual(seen[0]);
    expect(replay.recordings).toMatchObject({ recordings: 1, unplayed: [], misses: [] });
  });
});

describe("the recorder", () => {
  it("passes on what was asked and answered, chunk by chunk and at its pace", async () => {
    const got: unknown[] = [];
    const arrivals: [number, string][] = [];
    const files = await recordAnswer(
      (incoming, outgoing) => {
        got.push([incoming.url, incoming.headers["x-mine"], incoming.headers.authorization]);
        outgoing.writeHead(201, { "content-type": "text/event-stream", "x-theirs": "kept" });
        outgoing.write("data: é");
        setTimeout(() => outgoing.end(Buffer.from([0xff, 0x00])), 150);
      },
      async (url) => {
        const startedMs = performance.now();
        const response = await fetch(`${url}/v1/things?b=2&a=1`, {
          headers: { "x-mine": "too", authorization: `Bearer ${key}` },
        });
        expect([response.status, response.headers.get("x-theirs")]).toEqual([201, "kept"]);
        for await (const chunk of response.body ?? []) {
          arrivals.push([performance.now() - startedMs, Buffer.from(chunk).toString("latin1")]);
        }
      },
    );
    expect(got).toEqual([["/v1/things?b=2&a=1", "too", `Bearer ${key}`]]);
    expect(arrivals.map(([, text]) => text)).toEqual(["data: Ã©", "ÿ\0"]);
    expect((arrivals[1]?.[0] ?? 0) - (arrivals[0]?.[0] ?? 0)).toBeGreaterThan(100);
    expect(JSON.parse(files[0] ?? "")).toMatchObject({
      request: { method: "GET", path: "/v1/things", query: { a: "1", b: "2" } },
      response: {
        status: 201,
        headers: { "x-theirs": "kept" },
        chunks: [{ text: "data: é" }, { base64: "/wA=" }],
        end: "whole",
      },
    });
  });

  it("lets no key into a file, wherever it is", async () => {
    const other = "AQ.unusual/key+with=signs-1234567";
    const files = await recordAnswer(
      (incoming, outgoing) => {
        const echo = `You sent ${String(incoming.headers["x-api-key"] ?? incoming.url)}; ${other}`;
        outgoing.writeHead(401, { "x-echo": other, "set-cookie": "session=abcdef123456" });
        // The end of a chunk is in the middle of the key.
        outgoing.write(echo.slice(0, 20));
        setTimeout(() => outgoing.end(echo.slice(20)), 20);
      },
      async (url) => {
        const tool = { type: "mcp", headers: { Authorization: `Bearer ${other}` } };
        const content = `My key is ${other}, and another one is ${key}.`;
        for (const [query, headers] of [
          ["", { "x-api-key": other }],
          [`?key=${encodeURIComponent(other)}`, {}],
          ["", { "x-goog-api-key": other, cookie: `session=${other}` }],
          ["", {}],
        ] as const) {
          const body = JSON.stringify({ tools: [tool], messages: [{ role: "user", content }] });
          await (await fetch(`${url}/v1/x${query}`, { method: "POST", headers, body })).text();
        }
        const form = new FormData();
        form.set("api_key", other);
        form.set("prompt", content);
        await (await fetch(`${url}/v1/x`, { method: "POST", body: form })).text();
        const fields = new URLSearchParams({ api_key: other });
        await (await fetch(`${url}/v1/x`, { method: "POST", body: fields })).text();
      },
    );
    expect(files).toHaveLength(6);
    expect(findSecret(files, other)).toEqual([]);
    expect(findSecret(files, encodeURIComponent(other))).toEqual([]);
    expect(findSecret(files, key)).toEqual([]);
    expect(findSecret(files, "session=abcdef123456")).toEqual([]);
    expect(files[0]).toContain("My key is [masked]");
  });

  it("covers what else it is told to, and plays the recording all the same", async () => {
    const call = (name: string): Call => ({ path: "/v1/x", body: { input: `I am ${name}.` } });
    await using server = await startServer((_incoming, outgoing) => outgoing.end("Hello, Ada!"));
    const [file] = await recordFrom(server.url, (url) => ask(url, call("Ada Lovelace")), {
      mask: ["Lovelace", /\bAda\b/u],
    });
    expect(file).toContain("I am [masked] [masked].");
    await using replay = await startEmulator({ replay: { folder } });
    const { bytes } = await ask(replay.url, call("Ada Lovelace"));
    expect(Buffer.from(bytes).toString()).toBe("Hello, ***!");
  });

  it("keeps packed answers unpacked, since a key cannot be looked for in packed bytes", async () => {
    const packed = gzipSync(`{"key":"${key}"}`);
    const [file] = await recordAnswer((_incoming, outgoing) => {
      outgoing.writeHead(200, { "content-encoding": "gzip", "content-type": "application/json" });
      outgoing.end(packed);
    });
    expect(findSecret(file, key)).toEqual([]);
    const { response } = JSON.parse(file ?? "");
    expect(response).toMatchObject({ headers: { "content-type": "application/json" } });
    expect(response.headers).not.toHaveProperty("content-encoding");
    expect(response.chunks).toEqual([
      { atMs: expect.any(Number), text: `{"key":"${"*".repeat(key.length)}"}` },
    ]);
  });

  it("keeps a broken answer, and the recording breaks as it did", async () => {
    const [file] = await recordAnswer(
      (_incoming, outgoing) => {
        outgoing.write("data: 1\n\n");
        setTimeout(() => outgoing.destroy(), 30);
      },
      (url) => expect(ask(url, hello)).rejects.toThrow("terminated"),
    );
    expect(JSON.parse(file ?? "")).toMatchObject({
      response: { chunks: [{ text: "data: 1\n\n" }], end: "cut" },
    });
    await using replay = await startEmulator({ replay: { folder } });
    const response = await send(replay.url, hello, key);
    const reader = response.body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe("data: 1\n\n");
    await expect(reader?.read()).rejects.toThrow("terminated");
  });

  it("leaves the service when its caller leaves, and keeps what came", async () => {
    let isLeft = false;
    const [file] = await recordAnswer(
      (_incoming, outgoing) => {
        outgoing.write("data: 1\n\n");
        outgoing.once("close", () => (isLeft = true));
      },
      async (url) => {
        const response = await send(url, hello, key);
        await response.body?.cancel();
        await expect.poll(() => isLeft).toBe(true);
      },
    );
    expect(JSON.parse(file ?? "")).toMatchObject({ response: { end: "left" } });
  });

  it("keeps an answer whole whose caller leaves at its last event", async () => {
    const [file] = await recordAnswer(
      (_incoming, outgoing) => {
        outgoing.write("data: [DONE]\n\n");
        setTimeout(() => outgoing.end(), 50);
      },
      async (url) => {
        const leaving = new AbortController();
        const response = await fetch(`${url}/v1/x`, { signal: leaving.signal });
        await response.body?.getReader().read();
        leaving.abort();
      },
    );
    expect(JSON.parse(file ?? "")).toMatchObject({ response: { end: "whole" } });
  });

  it("asks only for what is missing", async () => {
    let asked = 0;
    await using server = await startServer((_incoming, outgoing) => {
      asked += 1;
      outgoing.end(`answer ${asked}`);
    });
    const texts: string[] = [];
    const read = async (url: string, call: Call) => {
      texts.push(await (await send(url, call, key)).text());
    };
    const first = { path: "/v1/x", body: { input: "first" } };
    const second = { path: "/v1/x", body: { input: "second" } };
    await recordFrom(server.url, (url) => read(url, first));
    const files = await recordFrom(
      server.url,
      async (url) => {
        await read(url, first);
        await read(url, second);
        await read(url, first);
      },
      { missingOnly: true },
    );
    expect(texts).toEqual(["answer 1", "answer 1", "answer 2", "answer 3"]);
    expect([asked, files.length]).toEqual([3, 3]);
  });

  it("says 502 and keeps nothing when the service cannot be reached", async () => {
    const gone = await startServer(() => {});
    await gone[Symbol.asyncDispose]();
    await using recorder = await startEmulator({ record: { folder, target: gone.url } });
    const response = await send(recorder.url, hello, key);
    expect(response.status).toBe(502);
    expect(await response.text()).toContain(`the recorder cannot reach ${gone.url}`);
    await expect(readdir(folder)).rejects.toThrow("ENOENT");
  });

  it("warns when an answer cannot be kept", async () => {
    const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    await using server = await startServer((_incoming, outgoing) => {
      outgoing.writeHead(200, { "content-encoding": "unheard-of" });
      outgoing.end("packed");
    });
    await using recorder = await startEmulator({ record: { folder, target: server.url } });
    await (await send(recorder.url, hello, key)).arrayBuffer();
    await recorder.close();
    expect(warn.mock.calls[0]?.[0]).toContain("cannot be searched for keys");
    warn.mockRestore();
  });

  it.each([
    [{ target: "api.cometapi.com" }, "target must be an address such as https://api.cometapi.com"],
    [{ target: "https://api.openai.com/v1" }, "target must be the root without /v1"],
    [{ target: "https://me:secret@api.openai.com" }, "without a key"],
    [{ mask: [""] }, "must not be an empty text"],
  ])("refuses %j", async (more, message) => {
    await expect(startEmulator({ record: { folder, ...more } })).rejects.toThrow(message);
  });

  it("does not mix new recordings with old ones", async () => {
    await recordAnswer((_incoming, outgoing) => outgoing.end("x"));
    await expect(startEmulator({ record: { folder } })).rejects.toThrow(
      "holds 1 recordings already; name an empty folder, or record what is missing",
    );
    await expect(startEmulator({ record: { folder }, replay: { folder } })).rejects.toThrow(
      "record and replay exclude each other",
    );
  });
});

describe("a recording", () => {
  it("answers equal requests in their order, and refuses one more than there were", async () => {
    let count = 0;
    await recordAnswer(
      (_incoming, outgoing) => outgoing.end(`answer ${(count += 1)}`),
      async (url) => {
        await ask(url, hello);
        await ask(url, hello);
      },
    );
    await using replay = await startEmulator({ replay: { folder } });
    const read = async (url: string) => (await send(url, hello, "sk-any")).text();
    expect([await read(replay.url), await read(replay.url)]).toEqual(["answer 1", "answer 2"]);
    expect(await read(replay.url)).toContain("was recorded 2 times with this body");
    replay.reset();
    expect(await read(replay.url)).toBe("answer 1");
    expect(replay.recordings).toMatchObject({
      unplayed: ["002-post-v1-chat-completions.json"],
      misses: [],
    });

    await using repeating = await startEmulator({ replay: { folder, repeats: true } });
    const answers = [
      await read(repeating.url),
      await read(repeating.url),
      await read(repeating.url),
    ];
    expect(answers).toEqual(["answer 1", "answer 2", "answer 2"]);
  });

  it("refuses what was not recorded, says what differs, and is not asked again", async () => {
    const call = (content: string, temperature?: number): Call => ({
      path: "/v1/chat/completions",
      body: { model: "gpt-5-mini", temperature, messages: [{ role: "user", content }] },
    });
    await recordAnswer(
      (_incoming, outgoing) => outgoing.end("{}"),
      async (url) => {
        await ask(url, call("How high is the tide in Lisbon today, and how high will it be?"));
        await ask(url, call("Something else entirely", 1));
      },
    );
    await using replay = await startEmulator({ replay: { folder } });
    const asked = call("How high is the tide in Lisbon today, and how low will it be?", 0.5);
    const response = await send(replay.url, asked, key);
    expect([response.status, response.headers.get("x-should-retry")]).toEqual([400, "false"]);
    const { error } = await response.json();
    expect(error).toMatchObject({ code: "no_recording", type: "emulator_error" });
    expect(error.message).toContain(
      'POST /v1/chat/completions has no recording. The nearest, 001-post-v1-chat-completions.json, differs in body.json.messages[0].content: recorded "…sbon today, and how high will it be?", asked "…sbon today, and how low will it be?"; body.json.temperature: not in the recording, asked 0.5.',
    );
    expect(replay.recordings?.misses).toEqual([expect.stringContaining("differs in body")]);
    expect(await (await fetch(`${replay.url}/v1/models`)).text()).toContain("method: recorded");
  });

  it("is found whatever the order of fields, the key and the client", async () => {
    await recordAnswer(
      (_incoming, outgoing) => outgoing.end("found"),
      async (url) => {
        const body = '{"model":"m","input":"i"}';
        await fetch(`${url}/v1/x?key=${key}&alt=sse`, { method: "POST", body });
      },
    );
    await using replay = await startEmulator({ replay: { folder } });
    const response = await fetch(`${replay.url}/v1/x?alt=sse`, {
      method: "POST",
      headers: { "user-agent": "another", "x-api-key": "sk-other" },
      body: '{"input": "i", "model": "m"}',
    });
    expect(await response.text()).toBe("found");
  });

  it("keeps the pace of the service when asked to", async () => {
    await recordAnswer((_incoming, outgoing) => {
      outgoing.write("1");
      setTimeout(() => outgoing.end("2"), 200);
    });
    const measure = async (keepsPace: boolean): Promise<number> => {
      await using replay = await startEmulator({ replay: { folder, keepsPace } });
      const startedMs = performance.now();
      await ask(replay.url, hello);
      return performance.now() - startedMs;
    };
    expect(await measure(false)).toBeLessThan(150);
    expect(await measure(true)).toBeGreaterThan(190);
  });

  it("must be there, and whole", async () => {
    await expect(startEmulator({ replay: { folder } })).rejects.toThrow("holds no recordings");
    await recordAnswer((_incoming, outgoing) => outgoing.end("x"));
    const [name = ""] = await readdir(folder);
    await writeFile(path.join(folder, name), '{"version":2}');
    await expect(startEmulator({ replay: { folder } })).rejects.toThrow(
      `${path.join(folder, name)} is no recording: version`,
    );
  });
});
