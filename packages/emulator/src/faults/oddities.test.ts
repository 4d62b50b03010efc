import { useEmulator } from "@cometapi/testing/emulated";
import { fixtures } from "@cometapi/testing";
import { describe, expect, it } from "vitest";
import { apiKey } from "../../test/samples.ts";
import { fault } from "../scripting/reply.ts";

const emulator = useEmulator({ apiKey, seed: 1 });

type API = "chat" | "responses" | "messages" | "gemini";

/** A request of each format that asks for a stream, or does not. */
function toRequest(api: API, stream: boolean): { path: string; body: object } {
  const messages = [{ role: "user", content: "Say hello" }];
  switch (api) {
    case "chat": {
      return { path: "/v1/chat/completions", body: { model: "gpt-4o-mini", stream, messages } };
    }
    case "responses": {
      return { path: "/v1/responses", body: { model: "gpt-4o-mini", stream, input: "Say hello" } };
    }
    case "messages": {
      const model = "claude-sonnet-4-6";
      return { path: "/v1/messages", body: { model, stream, messages, max_tokens: 99 } };
    }
    case "gemini": {
      const method = stream ? "streamGenerateContent?alt=sse" : "generateContent";
      return {
        path: `/v1beta/models/gemini-2.5-flash:${method}`,
        body: { contents: [{ parts: [{ text: "Say hello" }] }] },
      };
    }
  }
}

async function ask(
  headers: Record<string, string>,
  stream = true,
  api: API = "chat",
): Promise<Response> {
  const { path, body } = toRequest(api, stream);
  return await fetch(`${emulator.url}${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${apiKey}`,
      "content-type": "application/json",
      ...headers,
    },
    body: JSON.stringify(body),
  });
}

describe("oddities by name", () => {
  it.each(fixtures.map((fixture) => [fixture.name, fixture] as const))(
    "serves %s byte for byte",
    async (name, fixture) => {
      const { stream, api } = fixture;
      const response = await ask({ "x-emulator-oddity": name }, stream, api);
      expect(response.status).toBe(fixture.status ?? 200);
      const chunks: Uint8Array[] = [];
      const read = async () => {
        for await (const chunk of response.body ?? []) chunks.push(chunk);
      };
      if (fixture.isCut === true) await expect(read()).rejects.toThrow(TypeError);
      else await read();
      expect(Buffer.concat(chunks).toString()).toBe(fixture.body);
      expect(emulator.requests.at(-1)).toMatchObject({
        fault: `oddity ${name}`,
        outcome: fixture.isCut === true ? "cut" : "answered",
      });
    },
  );

  it("plays them from scripts, too", async () => {
    const [fixture] = fixtures;
    emulator.on().reply(fault(`oddity ${fixture?.name ?? ""}`));
    expect(await (await ask({})).text()).toBe(fixture?.body);
  });

  it("names those it knows when asked for another", async () => {
    const response = await ask({ "x-emulator-oddity": "no-such-oddity" });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(fixtures[0]?.name);
  });

  it("has those of each format on that format only", async () => {
    const foreign = fixtures.find(({ api }) => api === "messages")?.name ?? "";
    const response = await ask({ "x-emulator-oddity": foreign });
    expect(await response.text()).toContain(`unknown oddity '${foreign}'; known on chat are: `);
  });
});
