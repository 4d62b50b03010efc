import { setImmediate } from "node:timers/promises";
import {
  type Damage,
  findContradictions,
  type Outcome,
  readSamples,
  type Sample,
  serveSample,
} from "@cometapi/testing/fuzz";
import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { CometAPIClient } from "../client.ts";
import { CometAPIError } from "../errors/comet-api-error.ts";
import { accumulateChatEvents } from "./accumulate-chat-events.ts";
import type { ChatEvent } from "./chat-event.ts";

/** The APIs whose answers are cut and split. */
const APIS = ["chat", "responses", "messages", "gemini"] as const;

/** Every byte by `npm run test:full`, else a few of each answer, always the same. */
const isFull = process.env["MODE"] === "full";
const FEW = 8;
vi.setConfig({ testTimeout: 600_000 });

const QUESTION = [{ role: "user" as const, content: "Hello?" }];

const SAMPLES = APIS.map((api) => [api, readSamples(api)] as const).filter(
  ([, samples]) => samples.length > 0,
);

describe.each(SAMPLES)("an answer of the API %s", (_api, samples) => {
  it.each(samples.map((sample) => [sample.name, sample] as const))(
    "cut or split anywhere is no other answer: %s",
    async (_, sample) => {
      const whole = await read(sample);
      expect(await read(sample, { isSplit: true })).toEqual(whole);
      // What an error status says without its body is less, and something else.
      for (const cutAt of positionsIn(sample)) {
        for (const isLost of [false, true]) {
          const cut = await read(sample, { cutAt, isLost });
          const arrived = new TextDecoder().decode(sample.bytes.subarray(0, cutAt)).slice(-200);
          const found = sample.status < 400 ? findContradictions(whole, cut) : [];
          expect(found, `${cutAt} bytes: …${arrived}`).toEqual([]);
        }
      }
    },
  );
});

function positionsIn({ bytes: { length } }: Sample): number[] {
  if (isFull) return Array.from({ length }, (_, position) => position);
  return fc.sample(fc.integer({ min: 0, max: Math.max(length - 1, 0) }), {
    numRuns: FEW,
    seed: length,
  });
}

/** What a caller gets. Throws what no caller must get, and for anything that was left open. */
async function read(sample: Sample, damage?: Damage): Promise<Outcome> {
  const served = serveSample(sample, damage);
  const client = new CometAPIClient({
    apiKey: "sk-fuzz-key",
    api: sample.api,
    maxRetries: 0,
    fetch: served.fetch,
  });
  const outcome = await ask(client, sample.isStream);
  await setImmediate();
  expect(served, "requests and bodies").toMatchObject({ requests: 1, openBodies: 0 });
  return outcome;
}

async function ask(client: CometAPIClient, isStream: boolean): Promise<Outcome> {
  const request = { model: "any", messages: QUESTION };
  let events: ChatEvent[];
  try {
    events = isStream
      ? (await Array.fromAsync((await client.streamChat(request)).batches)).flat()
      : (await client.chat(request)).events;
  } catch (error) {
    if (!CometAPIError.isInstance(error)) throw error;
    return { errors: [error.code], choices: [] };
  }
  const { errors, choices } = accumulateChatEvents(events);
  expect(events.at(-1)?.type).toBe("finish");
  return {
    errors: errors.map(({ code }) => code),
    choices: choices.map(({ choiceIndex, text, reasoning, refusal, finishReason, toolCalls }) => ({
      choiceIndex,
      text,
      reasoning,
      refusal,
      toolCalls: toolCalls.map(({ name, isComplete, ...call }) => ({
        name,
        arguments: call.arguments,
        isComplete,
      })),
      finishReason,
    })),
  };
}
