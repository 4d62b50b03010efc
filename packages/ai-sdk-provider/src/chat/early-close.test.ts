import { createInMemoryFetch, sseResponse } from "@cometapi/testing";
import { streamText } from "ai";
import { expect, it } from "vitest";
import { useEmulator } from "@cometapi/testing/emulated";
import { startCometAPI } from "../../test/start-cometapi.ts";
import { createCometAPI } from "../provider.ts";

const cometapi = startCometAPI(useEmulator({ tokenDelayMs: 20 }));
const prompt = "Count to 200";

function lastOutcome(): string | undefined {
  return cometapi.emulator.requests.at(-1)?.outcome;
}

it("closes the connection when the caller aborts", async () => {
  const controller = new AbortController();
  const result = streamText({
    model: cometapi.create()("gpt-4o-mini"),
    prompt,
    abortSignal: controller.signal,
  });
  const types: string[] = [];
  for await (const part of result.fullStream) {
    types.push(part.type);
    if (part.type === "text-delta") controller.abort();
  }
  expect(types.at(-1)).toBe("abort");
  await expect.poll(lastOutcome).toBe("client-closed");
});

it("closes the connection when the caller leaves the stream", async () => {
  const { stream } = await cometapi
    .create()("gpt-4o-mini")
    .doStream({
      prompt: [{ role: "user", content: [{ type: "text", text: prompt }] }],
    });
  for await (const part of stream) if (part.type === "text-delta") break;
  await expect.poll(lastOutcome).toBe("client-closed");
});

it("closes the connection when the stream is cancelled while nothing comes", async () => {
  let isClosed = false;
  const silent = sseResponse([{ choices: [{ index: 0, delta: { content: "Hi" } }] }], {
    staysOpen: true,
    onCancel: () => {
      isClosed = true;
    },
  });
  const { fetch } = createInMemoryFetch([silent]);
  const model = createCometAPI({ apiKey: "sk-in-memory", fetch }).chat("gpt-5");
  const { stream } = await model.doStream({ prompt: [] });
  const reader = stream.getReader();
  let part = await reader.read();
  while (part.value?.type !== "text-delta") part = await reader.read();
  const next = reader.read();
  await reader.cancel();
  expect(await next).toMatchObject({ done: true });
  expect(isClosed).toBe(true);
});

it("closes the connection when `extractMetadata` of the settings throws", async () => {
  let isClosed = false;
  const open = sseResponse([{ choices: [{ index: 0, delta: { content: "Hi" } }] }], {
    staysOpen: true,
    onCancel: () => {
      isClosed = true;
    },
  });
  const { fetch } = createInMemoryFetch([open]);
  const extractMetadata = () => {
    throw new Error("not mine");
  };
  const model = createCometAPI({ apiKey: "sk-in-memory", fetch, extractMetadata }).chat("gpt-5");
  const { stream } = await model.doStream({ prompt: [] });
  const reading = (async () => {
    for await (const _ of stream);
  })();
  await expect(reading).rejects.toThrow("not mine");
  expect(isClosed).toBe(true);
});

it("fails with the caller's own reason when a call that waits is aborted", async () => {
  const { fetch } = createInMemoryFetch(["never"]);
  const model = createCometAPI({ apiKey: "sk-in-memory", fetch }).chat("gpt-5");
  const controller = new AbortController();
  const call = model.doGenerate({ prompt: [], abortSignal: controller.signal });
  const reason = new Error("the caller left");
  controller.abort(reason);
  await expect(call).rejects.toBe(reason);
});
