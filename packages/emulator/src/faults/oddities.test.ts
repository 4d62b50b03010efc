import { fixtures } from "@cometapi/testing";
import { describe, expect, it } from "vitest";
import { apiKey, useEmulator } from "../testing/use-emulator.ts";
import { fault } from "../scripting/reply.ts";

const emulator = useEmulator();

const ask = (headers: Record<string, string>, stream = true) =>
  fetch(`${emulator().url}/v1/chat/completions`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${apiKey}`,
      "content-type": "application/json",
      ...headers,
    },
    body: JSON.stringify({
      model: "gpt-4o-mini",
      stream,
      messages: [{ role: "user", content: "Say hello" }],
    }),
  });

describe("oddities by name", () => {
  it.each(fixtures.map((fixture) => [fixture.name, fixture] as const))(
    "serves %s byte for byte",
    async (name, fixture) => {
      const response = await ask({ "x-emulator-oddity": name }, fixture.stream);
      expect(response.status).toBe(fixture.status ?? 200);
      const chunks: Uint8Array[] = [];
      const read = async () => {
        for await (const chunk of response.body ?? []) chunks.push(chunk);
      };
      if (fixture.isCut === true) await expect(read()).rejects.toThrow(TypeError);
      else await read();
      expect(Buffer.concat(chunks).toString()).toBe(fixture.body);
      expect(emulator().requests.at(-1)).toMatchObject({
        fault: `oddity ${name}`,
        outcome: fixture.isCut === true ? "cut" : "answered",
      });
    },
  );

  it("plays them from scripts, too", async () => {
    const [fixture] = fixtures;
    emulator()
      .on()
      .reply(fault(`oddity ${fixture?.name ?? ""}`));
    expect(await (await ask({})).text()).toBe(fixture?.body);
  });

  it("names those it knows when asked for another", async () => {
    const response = await ask({ "x-emulator-oddity": "no-such-oddity" });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(fixtures[0]?.name);
  });
});
