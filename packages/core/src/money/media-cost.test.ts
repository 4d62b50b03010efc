import { createInMemoryFetch, jsonResponse } from "@cometapi/testing";
import { expect, it } from "vitest";
import { CometAPIClient } from "../client.ts";
import type { MoneySettings } from "./money-settings.ts";

const data = [
  { id: "by-token", pricing: { input: 5, output: 40, ratio: 1 } },
  { id: "by-second", pricing: { per_second: 0.0001, ratio: 1 } },
];
const recording = { data: new Uint8Array([1]), mediaType: "audio/mpeg" };
const picture = { data: new Uint8Array([1]), mediaType: "image/png" };

/** A client whose service answers every call with this body. */
function createClient(body: object, settings: MoneySettings = { includeCost: true }) {
  return new CometAPIClient({
    apiKey: "sk-x",
    ...settings,
    fetch: (url, init) => {
      const reply = jsonResponse(url.includes("/api/models") ? { success: true, data } : body);
      return createInMemoryFetch([reply]).fetch(url, init);
    },
  });
}

const images = (usage: object) => ({ data: [{ b64_json: "iVBORw0KGgo=" }], usage });
const MILLION = 1_000_000;

it("of images is that of their tokens", async () => {
  const client = createClient(images({ input_tokens: MILLION, output_tokens: MILLION }));
  const { charge } = await client.generateImage({ model: "by-token", prompt: "a cat" });
  expect(charge).toMatchObject({ usd: 45, missing: [] });
});

it.each([
  { input_tokens: 9, output_tokens: 9 },
  { input_tokens: 9, output_tokens: 9, input_tokens_details: { image_tokens: 8 } },
])("of an edit is not known, because given images cost more than text: %j", async (usage) => {
  const client = createClient(images(usage));
  const request = { model: "by-token", prompt: "a hat", images: [picture] };
  const { charge } = await client.editImage(request);
  expect(charge).toMatchObject({
    usd: null,
    missing: ["The price of tokens of images is not known."],
  });
});

it("of an edit without tokens of images is known", async () => {
  const usage = { input_tokens: MILLION, input_tokens_details: { image_tokens: 0 } };
  const client = createClient(images({ ...usage, output_tokens: 0 }));
  const request = { model: "by-token", prompt: "a hat", images: [picture] };
  expect((await client.editImage(request)).charge).toMatchObject({ usd: 5 });
});

it.each([
  ["the seconds that the service counts", { duration: 59.2, usage: { seconds: 60 } }],
  ["the duration that the answer names", { duration: 60 }],
])("of a transcript follows from %s", async (_name, fields) => {
  const client = createClient({ text: "Hi", ...fields });
  const { charge } = await client.transcribe({ model: "by-second", audio: recording });
  expect(charge).toMatchObject({ usd: 0.006, missing: [] });
});

it("of a transcript that is counted in tokens of sound is not known", async () => {
  const usage = { type: "tokens", input_tokens: 14, output_tokens: 45, total_tokens: 59 };
  const client = createClient({ text: "Hi", usage });
  const { charge, usage: counted } = await client.transcribe({
    model: "by-token",
    audio: recording,
  });
  expect(counted).toEqual(usage);
  expect(charge).toMatchObject({
    usd: null,
    missing: ["The price of tokens of audio is not known."],
  });
});

it("of a transcript whose tokens are all text is known", async () => {
  const usage = { input_tokens: MILLION, input_token_details: { audio_tokens: 0 } };
  const client = createClient({ text: "Hi", usage: { ...usage, output_tokens: 0 } });
  const { charge } = await client.transcribe({ model: "by-token", audio: recording });
  expect(charge).toMatchObject({ usd: 5 });
});

it.each([
  ["of a named type", picture],
  ["without a type", new Blob([new Uint8Array([1])])],
  ["of any type", new Blob([new Uint8Array([1])], { type: "application/octet-stream" })],
])("keeps a budget from images %s, whose tokens have no known price", async (_which, image) => {
  const client = createClient(images({}), { budget: { maxUSD: 100 } });
  const edit = { model: "by-token", prompt: "a hat", images: [image] };
  await expect(client.editImage(edit)).rejects.toMatchObject({
    code: "budget-exceeded",
    message: expect.stringMatching(/tokens of images.*A client without `budget` sends it\.$/),
  });
});

it("keeps a budget from recordings whose tokens have no known price", async () => {
  const client = createClient({ text: "Hi" }, { budget: { maxUSD: 100 } });
  await expect(client.transcribe({ model: "by-token", audio: recording })).rejects.toMatchObject({
    code: "budget-exceeded",
    message: expect.stringContaining("tokens of audio"),
  });
});

it("takes a recording whose seconds have a price within a budget", async () => {
  const client = createClient({ text: "Hi", duration: 1 }, { budget: { maxUSD: 1 } });
  await expect(client.transcribe({ model: "by-second", audio: recording })).resolves.toMatchObject({
    text: "Hi",
    durationSeconds: 1,
  });
});
