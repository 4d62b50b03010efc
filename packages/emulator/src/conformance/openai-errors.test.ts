import { useEmulator } from "@cometapi/testing/emulated";
import OpenAI, {
  AuthenticationError,
  BadRequestError,
  NotFoundError,
  RateLimitError,
} from "openai";
import { describe, expect, it } from "vitest";
import { apiKey } from "../../test/samples.ts";

const emulator = useEmulator({ apiKey, seed: 1 });
const connect = (key = apiKey): OpenAI =>
  new OpenAI({ baseURL: `${emulator.url}/v1`, apiKey: key, maxRetries: 0 });

describe("the openai client's typed errors", () => {
  const ask = (client: OpenAI, fault?: string) =>
    client.chat.completions.create(
      { model: "gpt-4o-mini", messages: [{ role: "user", content: "Say hello" }] },
      fault === undefined ? {} : { headers: { "x-emulator-fault": fault } },
    );

  it("meets 400, 401, 404, 429 and 503 as their own classes", async () => {
    const client = connect();
    const wrong = { model: "gpt-4o-mini", messages: [{ role: "user", content: "x" }] } as const;
    await expect(
      client.chat.completions.create({ ...wrong, messages: [...wrong.messages], temperature: 9 }),
    ).rejects.toBeInstanceOf(BadRequestError);
    await expect(ask(connect("sk-wrong-key-0"))).rejects.toBeInstanceOf(AuthenticationError);
    await expect(client.videos.retrieve("video_none")).rejects.toBeInstanceOf(NotFoundError);
    await expect(ask(client, "429 retry-after=1")).rejects.toBeInstanceOf(RateLimitError);
    await expect(
      client.chat.completions.create({ ...wrong, messages: [...wrong.messages], model: "no-such" }),
    ).rejects.toMatchObject({ status: 503, code: "model_not_found" });
  });

  it("throws an error that comes within a stream of Responses", async () => {
    const stream = await connect().responses.create(
      { model: "gpt-4o", input: "Count to 9", stream: true },
      { headers: { "x-emulator-fault": "error-in-stream after=6" } },
    );
    const read = async () => {
      for await (const event of stream) void event;
    };
    await expect(read()).rejects.toThrow("broke off");
  });

  it("throws an error that comes within a stream", async () => {
    const stream = await connect().chat.completions.create(
      { model: "gpt-4o-mini", messages: [{ role: "user", content: "Count to 9" }], stream: true },
      { headers: { "x-emulator-fault": "error-in-stream after=4" } },
    );
    const read = async () => {
      for await (const chunk of stream) void chunk;
    };
    await expect(read()).rejects.toThrow("broke off");
  });
});
