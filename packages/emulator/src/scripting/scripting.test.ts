import { useEmulator } from "@cometapi/testing/emulated";
import { once } from "node:events";
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { apiKey } from "../../test/samples.ts";
import { error, fault, stream, toolCall } from "./reply.ts";
import { parseScenario } from "./parse-scenario.ts";

const emulator = useEmulator({ apiKey, seed: 1 });

const ask = (content: string, more: object = {}, init: RequestInit = {}) =>
  fetch(`${emulator.url}/v1/chat/completions`, {
    ...init,
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify({
      model: "gpt-4o-mini",
      messages: [{ role: "user", content }],
      ...more,
    }),
  });
const read = async (response: Response) => {
  const body: unknown = await response.json();
  return body;
};
const saying = (content: string) => ({ choices: [{ message: { content } }] });

describe("emulator.on().reply()", () => {
  it("answers what matches and leaves the rest to the engine", async () => {
    emulator.on("weather").reply("It is sunny.");
    expect(await read(await ask("How is the WEATHER?"))).toMatchObject(saying("It is sunny."));
    expect(await read(await ask("Say hello"))).toMatchObject(saying("hello"));
  });

  it("gives replies in order and the last one from then on", async () => {
    emulator.on().reply("one").reply("two");
    const texts = [];
    for (let index = 0; index < 3; index += 1) texts.push(await read(await ask("x")));
    expect(texts).toMatchObject([saying("one"), saying("two"), saying("two")]);
  });

  it("lets the latest script win", async () => {
    emulator.on().reply("general");
    emulator.on(/special$/u).reply("special");
    expect(await read(await ask("something special"))).toMatchObject(saying("special"));
    expect(await read(await ask("something else"))).toMatchObject(saying("general"));
  });

  it("matches by model, API, tool and function", async () => {
    emulator.on({ model: "gpt-4o" }).reply("by model");
    emulator.on({ api: "messages" }).reply("never");
    emulator.on((request) => request.isStream).reply("by function");
    expect(await read(await ask("x", { model: "gpt-4o" }))).toMatchObject(saying("by model"));
    expect(await (await ask("x", { stream: true })).text()).toContain('"by');
  });

  it("calls a tool once, then lets the engine tell its result, also with a picture after it", async () => {
    emulator.on(/refund|find_order/u).reply(toolCall("find_order", { id: 7 }));
    const tools = [{ type: "function", function: { name: "find_order", parameters: {} } }];
    const asked = await read(await ask("refund please", { tools }));
    expect(asked).toMatchObject({
      choices: [
        {
          finish_reason: "tool_calls",
          message: { tool_calls: [{ function: { name: "find_order", arguments: '{"id":7}' } }] },
        },
      ],
    });
    const messages = [
      { role: "user", content: "refund please" },
      {
        role: "assistant",
        tool_calls: [
          { id: "a", type: "function", function: { name: "find_order", arguments: '{"id":7}' } },
        ],
      },
      { role: "tool", tool_call_id: "a", content: "It was paid." },
    ];
    expect(await read(await ask("", { tools, messages }))).toMatchObject(saying("It was paid."));
    const image_url = { url: "https://example.com/receipt.png" };
    const caption = { type: "text", text: "Returned by the tool find_order:" };
    const shown = { role: "user", content: [caption, { type: "image_url", image_url }] };
    expect(await read(await ask("", { tools, messages: [...messages, shown] }))).toMatchObject({
      choices: [
        {
          finish_reason: "stop",
          message: { content: expect.stringMatching(/^It was paid\. The image is/u) },
        },
      ],
    });
  });

  it("streams exactly the given pieces", async () => {
    emulator.on().reply(stream(["Hel", "lo ", "there"], { delayMs: 1 }));
    const text = await (await ask("x", { stream: true })).text();
    const pieces = [...text.matchAll(/"content":"([^"]+)"/gu)].map(([, piece]) => piece);
    expect(pieces).toEqual(["Hel", "lo ", "there"]);
  });

  it("fails once and then answers, to test retries", async () => {
    emulator
      .on()
      .reply(error(429, { retryAfterSeconds: 1, message: "slow down" }))
      .reply("well");
    const refused = await ask("x");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    expect(await refused.text()).toContain("slow down (request id:");
    expect(await read(await ask("x"))).toMatchObject(saying("well"));
  });

  it("plays faults, responses and functions", async () => {
    emulator
      .on()
      .reply(fault("cut after=2"))
      .reply(() => Response.json({ odd: true }))
      .reply(({ text }) => `You said ${text}.`);
    const cut = async () => (await ask("x", { stream: true })).text();
    await expect(cut()).rejects.toThrow(TypeError);
    expect(await read(await ask("x"))).toEqual({ odd: true });
    expect(await read(await ask("this"))).toMatchObject(saying("You said this."));
  });

  it("passes on what it fetched elsewhere, and a redirect", async () => {
    const upstream = createServer((_request, response) => {
      response.writeHead(201, { "content-type": "text/plain", "content-encoding": "gzip" });
      response.end(gzipSync("from upstream ".repeat(200)));
    });
    upstream.listen(0, "127.0.0.1");
    await once(upstream, "listening");
    const address = upstream.address();
    const port = typeof address === "object" ? address?.port : 0;
    emulator
      .on()
      .reply(() => fetch(`http://127.0.0.1:${port}/`))
      .reply(Response.redirect("http://127.0.0.1:1/"));
    const fetched = await ask("x");
    expect([fetched.status, await fetched.text()]).toEqual([201, "from upstream ".repeat(200)]);
    for (let index = 0; index < 2; index += 1) {
      const redirected = await ask("x", {}, { redirect: "manual" });
      expect([redirected.status, redirected.headers.get("location")]).toEqual([
        302,
        "http://127.0.0.1:1/",
      ]);
    }
    upstream.close();
  });

  it("names the user's function when it is what failed", async () => {
    emulator.on().reply(() => {
      throw new Error("a test's own mistake");
    });
    const response = await ask("x");
    expect([response.status, await response.text()]).toEqual([
      500,
      expect.stringContaining("the reply function of a script failed: a test's own mistake"),
    ]);
    emulator
      .on(() => {
        throw new Error("another one");
      })
      .reply("never");
    expect(await (await ask("x")).text()).toContain("match function of a script failed: another");
  });

  it("refuses matches, statuses and replies that could only be mistakes", () => {
    const misspelt = { model: "gpt-4o", modle: "gpt-4o" };
    expect(() => emulator.on(misspelt)).toThrow(
      'on() does not know "modle"; a match may have api, model, text, tool, isStream, hasToolResults.',
    );
    for (const status of [200, 1000, 404.5]) {
      expect(() => error(status)).toThrow("an error's status must be from 400 to 599");
    }
    expect(() => emulator.on({ api: "embeddings" }).reply("scripted")).toThrow(
      "embeddings cannot be answered with a text",
    );
    expect(() => parseScenario('[{"on":{"api":"images"},"reply":["x"]}]')).toThrow(
      "images cannot be answered with a text",
    );
    emulator.on({ api: "videos" }).reply(error(503)).reply(Response.json({}));
  });

  it("still refuses a wrong request, so that it fails in the test and not in production", async () => {
    emulator.on().reply("never said");
    expect((await ask("x", { temperature: 9 })).status).toBe(400);
  });

  it("applies token limits to scripted texts, too", async () => {
    emulator.on().reply("one two three four");
    const body = await read(await ask("x", { max_completion_tokens: 2 }));
    expect(body).toMatchObject({
      choices: [{ finish_reason: "length", message: { content: "one two" } }],
    });
  });

  it("forgets everything on reset", async () => {
    emulator.on().reply("scripted");
    await ask("x");
    emulator.reset();
    expect(emulator.requests).toHaveLength(0);
    expect(await read(await ask("Say hello"))).toMatchObject(saying("hello"));
  });
});

describe("parseScenario", () => {
  it("reads scripts from JSON", () => {
    const steps = parseScenario(
      '[{"on":{"text":"hi"},"reply":["hello",{"fault":"429"},{"toolCalls":[{"name":"f","arguments":{}}]}]}]',
    );
    expect(steps).toMatchObject([
      {
        match: { text: "hi" },
        replies: ["hello", { kind: "fault", label: "429" }, { toolCalls: [{ name: "f" }] }],
      },
    ]);
  });

  it("says what is wrong", () => {
    const parts = [{ reasoning: "Hm.", isRedacted: true }, { text: "Yes." }];
    const [step] = parseScenario(JSON.stringify([{ reply: [{ parts, finish: "pause" }] }]));
    expect(step?.replies).toEqual([{ parts, finish: "pause" }]);
    expect(() => parseScenario("[{")).toThrow("the scenario is not JSON");
    expect(() => parseScenario('[{"reply":[]}]')).toThrow("the scenario is wrong at 0.reply");
    expect(() => parseScenario("{}")).toThrow("the scenario is wrong: Invalid input");
  });
});
