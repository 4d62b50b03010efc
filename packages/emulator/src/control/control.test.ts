import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../start-emulator.ts";
import { isLoopback } from "./require-control-token.ts";

const controlToken = "control-0123456789";
let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ controlToken, tokenDelayMs: 0 });
});
afterEach(() => emulator.close());

async function control(method: string, address: string, body?: unknown, token = controlToken) {
  const response = await fetch(`${emulator.url}/emulator${address}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

async function ask(input: string, url = emulator.url) {
  const response = await fetch(`${url}/v1/responses`, {
    method: "POST",
    headers: { authorization: "Bearer sk-any", "content-type": "application/json" },
    body: JSON.stringify({ model: "gpt-4o-mini", input }),
  });
  return { status: response.status, text: await response.text() };
}

describe("the control endpoint", () => {
  it("sets replies and faults, reads the journal, and resets", async () => {
    const scripts = [
      { on: { text: "tide" }, reply: ["High.", { fault: "429" }] },
      { reply: ["Anything else."] },
    ];
    expect(await control("POST", "/scripts", scripts)).toEqual({
      status: 200,
      body: { scripts: 2 },
    });
    expect((await ask("the tide?")).text).toContain("High.");
    expect((await ask("the tide?")).status).toBe(429);
    expect((await ask("the moon?")).text).toContain("Anything else.");
    const { body } = await control("GET", "/requests");
    expect(body).toMatchObject([
      { path: "/v1/responses", status: 200, headers: { authorization: "Bearer ***" } },
      { status: 429, fault: "429" },
      { status: 200 },
    ]);
    expect(body).toHaveLength(3);
    expect(await control("POST", "/reset")).toEqual({ status: 200, body: { reset: true } });
    expect((await control("GET", "/requests")).body).toEqual([]);
    expect((await ask("the tide?")).text).not.toContain("High.");
  });

  it("chooses a recording, says what became of it, and gives it up", async () => {
    const folder = path.join(await mkdtemp(path.join(tmpdir(), "control-")), "tides");
    const recorder = await startEmulator({ record: { folder, target: emulator.url } });
    const recorded = await ask("the tide?", recorder.url);
    await recorder.close();

    expect(await control("GET", "/recording")).toEqual({ status: 200, body: null });
    const chosen = await control("PUT", "/recording", { folder });
    expect(chosen.body).toEqual({
      folder,
      recordings: 1,
      unplayed: ["001-post-v1-responses.json"],
      misses: [],
    });
    expect(await ask("the tide?")).toEqual(recorded);
    expect((await ask("the moon?")).text).toContain("no_recording");
    expect((await control("GET", "/recording")).body).toMatchObject({
      unplayed: [],
      misses: [expect.stringContaining("body.json.input")],
    });
    const wrong = await control("PUT", "/recording", { folder: `${folder}-gone` });
    expect([wrong.status, wrong.body.error.message]).toEqual([
      400,
      expect.stringContaining("tides-gone holds no recordings"),
    ]);
    await control("DELETE", "/recording");
    expect((await ask("Say moon")).text).toContain("moon");
    await rm(path.dirname(folder), { recursive: true });
  });

  it.each([
    ["POST", "/scripts", [{ on: { nonsense: 1 }, reply: ["x"] }], "the scenario is wrong at 0.on"],
    ["POST", "/scripts", [{ reply: [{ fault: "explode" }] }], 'unknown fault "explode"'],
    ["PUT", "/recording", { folders: "x" }, "the recording is wrong at"],
  ])("explains a mistake in %s %s %j", async (method, address, body, message) => {
    expect(await control(method, address, body)).toEqual({
      status: 400,
      body: { error: { message: expect.stringContaining(message), type: "emulator_error" } },
    });
  });

  it("lists what there is where there is nothing", async () => {
    const { status, body } = await control("GET", "/journal");
    expect([status, body.error.message]).toEqual([404, expect.stringContaining("GET /requests")]);
  });

  it("asks for its token, and does not exist without one", async () => {
    expect((await control("GET", "/requests", undefined, "another-0123")).status).toBe(401);
    expect((await fetch(`${emulator.url}/emulator/requests`)).status).toBe(401);
    await using closed = await startEmulator();
    const response = await fetch(`${closed.url}/emulator/requests`, {
      headers: { authorization: `Bearer ${controlToken}` },
    });
    expect(response.headers.get("content-type")).toContain("text/html");
  });

  it("answers this machine only", () => {
    for (const address of ["127.0.0.1", "127.8.0.1", "::1", "::ffff:127.0.0.1"]) {
      expect([address, isLoopback(address)]).toEqual([address, true]);
    }
    for (const address of ["172.17.0.1", "::ffff:10.0.0.1", "fe80::1", "1.127.0.1"]) {
      expect([address, isLoopback(address)]).toEqual([address, false]);
    }
  });
});
