import { startEmulator, toolCall } from "@cometapi/emulator";

let emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

test("wants to call the weather tool", async () => {
  emulator.on("weather").reply(toolCall("get_weather", { city: "Oslo" }));

  const response = await fetch(`${emulator.url}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: "Bearer sk-any", "content-type": "application/json" },
    body: JSON.stringify({
      model: "gpt-5-mini",
      messages: [{ role: "user", content: "What is the weather in Oslo?" }],
    }),
  });

  expect((await response.json()).choices[0].finish_reason).toBe("tool_calls");
});
