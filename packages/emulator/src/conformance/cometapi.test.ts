import { useEmulator } from "@cometapi/testing/emulated";
import { CometAPI } from "cometapi";
import { describe, expect, it } from "vitest";
import { apiKey } from "../../test/samples.ts";

const emulator = useEmulator({ apiKey, seed: 1 });

describe("the cometapi client", () => {
  const connectComet = (key = apiKey): CometAPI =>
    new CometAPI({ baseURL: `${emulator.url}/v1`, apiKey: key, maxRetries: 0 });

  it("chats, streams, responds and lists models", async () => {
    const client = connectComet();
    const messages = [{ role: "user" as const, content: "Count to 9" }];
    const completion = await client.chat.completions.create({ model: "gpt-5-mini", messages });
    expect(completion.choices[0]?.message.content).toBe("1 2 3 4 5 6 7 8 9");
    let text = "";
    for await (const chunk of await client.chat.completions.create({
      model: "claude-sonnet-4-6",
      messages,
      stream: true,
    })) {
      text += chunk.choices[0]?.delta?.content ?? "";
    }
    expect(text).toBe("1 2 3 4 5 6 7 8 9");
    const response = await client.responses.create({ model: "gpt-5.6-sol", input: "Count to 9" });
    expect(response.output_text).toBe("1 2 3 4 5 6 7 8 9");
    const models = await client.models.list();
    expect(models.data.length).toBeGreaterThan(100);
  });

  it("has its typed error for a wrong key", async () => {
    await expect(connectComet("sk-wrong-key-0").models.list()).rejects.toMatchObject({
      status: 401,
    });
  });
});
