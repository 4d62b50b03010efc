import { startEmulator, type Emulator } from "@cometapi/emulator";
import OpenAI from "openai";
import { afterAll, beforeAll, expect, test } from "vitest";

const folder = new URL("recordings/tides/", import.meta.url);
const isRecording = process.env["RECORD"] === "1";

// RECORD=1 COMETAPI_KEY=… asks the real service for what the folder does not hold; without it nothing leaves the machine.
let server: Emulator;
beforeAll(async () => {
  server = await startEmulator(
    isRecording ? { record: { folder, missingOnly: true } } : { replay: { folder } },
  );
});
afterAll(() => server.close());

test("streams an answer about the tide", async () => {
  const apiKey = isRecording ? process.env["COMETAPI_KEY"] : "sk-any";
  const client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey, maxRetries: 0 });
  const stream = await client.chat.completions.create({
    model: "gpt-4o-mini",
    stream: true,
    messages: [{ role: "user", content: "Say the tide is high" }],
  });

  let text = "";
  for await (const chunk of stream) text += chunk.choices[0]?.delta?.content ?? "";

  expect(text.toLowerCase()).toContain("tide is high");
  expect(server.recordings?.misses).toEqual([]);
});
