import assert from "node:assert/strict";
import { after, test } from "node:test";
import { error, startEmulator } from "@cometapi/emulator";

const emulator = await startEmulator();
after(() => emulator.close());

test("asks again after 429", async () => {
  emulator.on().reply(error(429)).reply("Now it works.");

  const ask = () =>
    fetch(`${emulator.url}/v1/responses`, {
      method: "POST",
      headers: { authorization: "Bearer sk-any", "content-type": "application/json" },
      body: JSON.stringify({ model: "gpt-5-mini", input: "Hello?" }),
    });

  assert.equal((await ask()).status, 429);
  assert.match(await (await ask()).text(), /Now it works\./);
});
