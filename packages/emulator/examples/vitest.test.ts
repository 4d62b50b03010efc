import { startEmulator, type Emulator } from "@cometapi/emulator";
import OpenAI from "openai";
import { afterAll, beforeAll, expect, test } from "vitest";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

test("greets the user by name", async () => {
  emulator.on("greet").reply("Hello, Ada!");

  const client = new OpenAI({ baseURL: `${emulator.url}/v1`, apiKey: "sk-any" });
  const { choices } = await client.chat.completions.create({
    model: "gpt-5-mini",
    messages: [{ role: "user", content: "Please greet Ada." }],
  });

  expect(choices[0]?.message.content).toBe("Hello, Ada!");
  expect(emulator.requests).toHaveLength(1);
});
