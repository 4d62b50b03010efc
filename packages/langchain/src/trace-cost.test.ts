import { createPricedFetch, jsonResponse, sseResponse } from "@cometapi/testing";
import { LangChainTracer } from "@langchain/core/tracers/tracer_langchain";
import { expect, it } from "vitest";
import { ChatCometAPI } from "./chat-model.ts";

const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };
/** 10 × 0.8 + 5 × 8 millionths. */
const total_cost = 0.000048;

const whole = (): Response =>
  jsonResponse({ choices: [{ message: { content: "Hi" }, finish_reason: "stop" }], usage });
const streamed = (): Response =>
  sseResponse([
    { choices: [{ delta: { content: "H" } }] },
    { choices: [{ delta: { content: "i" }, finish_reason: "stop" }] },
    { choices: [], usage },
  ]);

type TracerClient = NonNullable<
  NonNullable<ConstructorParameters<typeof LangChainTracer>[0]>["client"]
>;

/** LangChain's tracer, and what it sends to LangSmith. */
function createTracer() {
  const updates: unknown[] = [];
  const client: Pick<TracerClient, "createRun" | "updateRun"> = {
    createRun: () => Promise.resolve(),
    updateRun: (_id, run) => Promise.resolve(void updates.push(structuredClone(run.outputs))),
  };
  const tracer = new LangChainTracer({ client: Object.assign(Object.create(null), client) });
  return { tracer, updates };
}

function create(reply: () => Response, includeCost = true): ChatCometAPI {
  const { fetch } = createPricedFetch([reply]);
  return new ChatCometAPI("priced", { apiKey: "sk-x", api: "chat", fetch, includeCost });
}

it("puts the cost where LangSmith looks for it: invoke", async () => {
  const { tracer, updates } = createTracer();
  const { usage_metadata } = await create(whole).invoke("Hi", { callbacks: [tracer] });
  expect(usage_metadata).toMatchObject({ input_tokens: 10, output_tokens: 5, total_cost });
  expect(JSON.stringify(updates)).toContain(`"total_cost":${total_cost}`);
});

it("puts the cost where LangSmith looks for it: stream", async () => {
  const { tracer, updates } = createTracer();
  const [first, ...rest] = await Array.fromAsync(
    await create(streamed).stream("Hi", { callbacks: [tracer] }),
  );
  const joined = rest.reduce((message, chunk) => message?.concat(chunk), first);
  expect(joined?.usage_metadata).toMatchObject({ total_tokens: 15, total_cost });
  expect(JSON.stringify(updates)).toContain(`"total_cost":${total_cost}`);
});

it("leaves it out where it is not known", async () => {
  const { usage_metadata } = await create(whole, false).invoke("Hi");
  expect(usage_metadata).not.toHaveProperty("total_cost");
});
