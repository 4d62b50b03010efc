import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { startEmulator, type Emulator } from "./start-emulator.ts";

const errorBody = z.object({ error: z.object({ code: z.string() }) });
const embeddingsBody = z.object({ data: z.array(z.object({ embedding: z.array(z.number()) })) });

it("listens where it is told to", async () => {
  await using emulator = await startEmulator({ host: "localhost" });
  expect(emulator.url).toMatch(/^http:\/\/localhost:\d+$/u);
  const response = await fetch(`${emulator.url}/api/models`);
  expect(response.status).toBe(200);
});

describe("startEmulator", () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ apiKey: "sk-right", tokenDelayMs: 1 });
  });
  afterAll(() => emulator.close());

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${emulator.url}${path}`, {
      method: "POST",
      redirect: "manual",
      headers: {
        authorization: "Bearer sk-right",
        "content-type": "application/json",
        ...headers,
      },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const ask = (content: string, more: object = {}) =>
    post("/v1/chat/completions", {
      model: "gpt-4o-mini",
      messages: [{ role: "user", content }],
      ...more,
    });

  it("says in its answers that it is an emulator", async () => {
    const answer = await (await ask("Say hello")).json();
    expect(answer).toMatchObject({
      model: "gpt-4o-mini-2024-07-18:emulator",
      system_fingerprint: "fp_cometapi_emulator",
      choices: [{ message: { content: "hello" }, finish_reason: "stop" }],
    });
  });

  it("refuses a wrong key with 401 and the request id in the message", async () => {
    const response = await ask("Say hello", {});
    expect(response.status).toBe(200);
    const refused = await post("/v1/chat/completions", {}, { authorization: "Bearer sk-wrong" });
    expect(refused.status).toBe(401);
    expect(await refused.json()).toEqual({
      error: {
        message: expect.stringMatching(/^Invalid token \(request id: \d{23}\w{8}\)$/u),
        type: "comet_api_error",
        code: "",
      },
    });
  });

  it.each([
    ["bearer", { authorization: "Bearer sk-right" }],
    ["x-api-key", { authorization: "", "x-api-key": "sk-right" }],
    ["x-goog-api-key", { authorization: "", "x-goog-api-key": "sk-right" }],
  ])("accepts the key as %s", async (_form, headers) => {
    const response = await fetch(`${emulator.url}/v1/models`, { headers });
    expect(response.status).toBe(200);
  });

  it("refuses as CometAPI does: 400, 500 and 503 that tell nothing by their status alone", async () => {
    const codes = await Promise.all(
      [{}, { model: "gpt-4o-mini" }, { model: "no-such-model", messages: [] }].map(async (body) => {
        const response = await post("/v1/chat/completions", body);
        const { error } = errorBody.parse(await response.json());
        return [response.status, error.code];
      }),
    );
    expect(codes).toEqual([
      [400, ""],
      [500, "invalid_request"],
      [503, "model_not_found"],
    ]);
  });

  it("keeps keys out of the journal", async () => {
    await ask("Say hello");
    expect(JSON.stringify(emulator.requests)).not.toContain("sk-right");
    expect(emulator.requests.at(-1)).toMatchObject({
      path: "/v1/chat/completions",
      status: 200,
      outcome: "answered",
      body: { model: "gpt-4o-mini" },
    });
  });

  it("redirects a path without /v1 and answers other wrong paths with HTML", async () => {
    const redirected = await post("/chat/completions", {});
    expect([redirected.status, redirected.headers.get("location")]).toEqual([301, "/"]);
    const page = await fetch(`${emulator.url}/nowhere`);
    expect(page.headers.get("content-type")).toContain("text/html");
  });

  it("streams pieces, usage without choices and [DONE]", async () => {
    const response = await ask("Count to 30", {
      stream: true,
      stream_options: { include_usage: true },
    });
    const lines = (await response.text()).split("\n\n").filter((line) => line.startsWith("data: "));
    expect(lines.at(-1)).toBe("data: [DONE]");
    expect(lines.at(-2)).toContain('"choices":[]');
    expect(lines.length).toBeGreaterThan(30);
  });

  it("notes that the caller left a stream", async () => {
    const response = await ask("Count to 5000", { stream: true });
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await expect.poll(() => emulator.requests.at(-1)?.outcome).toBe("client-closed");
  });

  it("embeds like texts near each other", async () => {
    const texts = ["Refunds take 14 days", "How long does a refund take?", "Bananas are yellow"];
    const response = await post("/v1/embeddings", {
      model: "text-embedding-3-small",
      input: texts,
    });
    const { data } = embeddingsBody.parse(await response.json());
    const [refunds = [], question = [], bananas = []] = data.map(({ embedding }) => embedding);
    const similarity = (left: number[], right: number[]) =>
      left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
    expect(similarity(refunds, refunds)).toBeCloseTo(1);
    expect(similarity(question, refunds)).toBeGreaterThan(similarity(question, bananas) + 0.2);
  });

  it("lets any model chat with anyModel, whatever its id makes one think of", async () => {
    await using own = await startEmulator({ anyModel: true });
    const statusOf = async (model: string) => {
      const response = await fetch(`${own.url}/v1/chat/completions`, {
        method: "POST",
        headers: { authorization: "Bearer sk-any", "content-type": "application/json" },
        body: JSON.stringify({ model, messages: [{ role: "user", content: "Say hello" }] }),
      });
      return response.status;
    };
    expect(await statusOf("gpt-4o-audio-preview")).toBe(200);
    expect(await statusOf("llava-image-chat")).toBe(200);
    expect(await statusOf("dall-e-3")).toBe(400);
  });

  it("closes at the end of the block it is used in, whatever is still open", async () => {
    let url = "";
    {
      await using own = await startEmulator({ fault: "stall after=1" });
      ({ url } = own);
      const init = { method: "POST", headers: { authorization: "Bearer sk-any" } };
      void fetch(`${url}/v1/chat/completions`, init).catch(() => undefined);
    }
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });

  it("refuses a setting that it does not have, and names those it has", async () => {
    const settings: object = { key: "sk-1" };
    await expect(startEmulator(settings)).rejects.toThrow(
      /^The emulator has no setting key\. Its settings are port, host, apiKey, /,
    );
  });

  it("refuses settings that make no sense", async () => {
    await expect(startEmulator({ port: -1 })).rejects.toThrow("port must be a whole number");
  });
});
