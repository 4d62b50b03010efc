import { startEmulator } from "@cometapi/emulator";

const emulator = await startEmulator({ personalities: { "gpt-5-mini": "cut after=5" } });

const response = await fetch(`${emulator.url}/v1/chat/completions`, {
  method: "POST",
  headers: { authorization: "Bearer sk-any", "content-type": "application/json" },
  body: JSON.stringify({
    model: "gpt-5-mini",
    stream: true,
    messages: [{ role: "user", content: "Count to 100" }],
  }),
});

await response.text().catch(() => undefined);
console.log(emulator.requests[0]?.outcome); // "cut"
await emulator.close();
