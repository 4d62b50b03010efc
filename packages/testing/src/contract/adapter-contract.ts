import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ContractCase, contractCases } from "./contract-cases.ts";
import type {
  ContractAdapter,
  ContractCall,
  ContractServer,
  ContractTool,
  StartedServer,
} from "./contract-adapter.ts";
import { contractQuestions } from "./contract-questions.ts";
import { createPopulationTool, createWeatherTool } from "./contract-tools.ts";
import { findSecret } from "../find-secret.ts";
import { type ObservingProxy, startObservingProxy } from "./observing-proxy.ts";
import { failureOf, firstText, messageOf, readAll } from "./observe-call.ts";
import { failAfter, promptlyMs, until } from "./promptly.ts";
import { apiOf } from "./contract-api.ts";
import { readSentConversation } from "./read-sent-conversation.ts";
import { readRequestIds, readServedAnswer } from "./read-served-answer.ts";

/** A key that the server must refuse. */
const wrongKey = "sk-W5hUe1TzQk8oVj3BnMx7CrAy4GdP";

/**
 * Runs the contract of all adapters against one of them, over HTTP, on a server that is started for it. A proxy
 * between the two records the bytes, so that what the adapter reports can be compared with them.
 */
export function describeAdapterContract(
  adapter: ContractAdapter,
  { name: serverName, start }: ContractServer,
): void {
  describe(`${adapter.name} against ${serverName}`, () => {
    let server: StartedServer;
    let proxy: ObservingProxy;

    beforeAll(async () => {
      server = await start();
    });
    afterAll(() => server.close());
    beforeEach(async () => {
      proxy = await startObservingProxy(server.url);
      return () => proxy[Symbol.asyncDispose]();
    });

    function check(name: ContractCase, run: () => Promise<void>): void {
      it(contractCases[name], run);
    }

    function call(changes: Partial<ContractCall> = {}): ContractCall {
      return {
        baseURL: proxy.url,
        apiKey: server.apiKey,
        api: server.api,
        model: server.model,
        prompt: contractQuestions.fact,
        system: `Answer from these documents. ${contractQuestions.documents}`,
        ...changes,
      };
    }

    function toolCall(prompt: string, tools: readonly ContractTool[]): ContractCall {
      const { apiKey, api, model } = server;
      return { baseURL: proxy.url, apiKey, api, model, prompt, tools };
    }

    check("text", async () => {
      const answer = await adapter.generate(call());
      expect(answer.text).toContain("1871");
      expect(answer.text).toBe(readServedAnswer(onlyExchange()).text);
      const { system, turns } = readSentConversation(onlyExchange());
      expect(system).toContain("Its lamp is seen from 23 nautical miles.");
      expect(turns.map(({ role }) => role)).toEqual(["user"]);
      expect(apiOf(onlyExchange())).toBe(server.api);
    });

    check("stream", async () => {
      const parts = await readAll(adapter.stream(call()));
      const texts = parts.flatMap((part) => (part.type === "text" ? [part.text] : []));
      expect(texts.length).toBeGreaterThan(1);
      expect(texts.join("")).toContain("1871");
      expect(texts.join("")).toBe(readServedAnswer(onlyExchange()).text);
      expect(parts.filter((part) => part.type === "end")).toEqual([parts.at(-1)]);
    });

    check("liveness", async () => {
      proxy.holdsEnd = true;
      const part = await firstText(adapter.stream(call()));
      expect(part).not.toBe("");
    });

    check("usage", async () => {
      const answer = await adapter.generate(call());
      const end = (await readAll(adapter.stream(call()))).at(-1);
      const [generated, streamed] = proxy.exchanges.map(readServedAnswer);
      for (const served of [generated, streamed]) {
        expect(served?.inputTokens).toBeGreaterThan(0);
        expect(served?.outputTokens).toBeGreaterThan(0);
      }
      expect(answer.usage).toEqual(countsOf(generated));
      expect(end).toMatchObject({ type: "end", usage: countsOf(streamed) });
    });

    check("served-model", async () => {
      const answer = await adapter.generate(call());
      const end = (await readAll(adapter.stream(call()))).at(-1);
      const [generated, streamed] = proxy.exchanges.map(readServedAnswer);
      expect(generated?.model).toBeTypeOf("string");
      expect(answer.model).toBe(generated?.model);
      expect(end).toMatchObject({ type: "end", model: streamed?.model });
    });

    check("tool-call", async () => {
      const answer = await adapter.generate(
        toolCall(contractQuestions.weather, [createWeatherTool()]),
      );
      expect(answer.toolCalls).toEqual([
        { id: expect.stringMatching(/./), name: "get_weather", input: { city: "Lisbon" } },
      ]);
    });

    check("tool-call-stream", async () => {
      const parts = await readAll(
        adapter.stream(toolCall(contractQuestions.weather, [createWeatherTool()])),
      );
      expect(parts.filter((part) => part.type === "tool-call")).toEqual([
        {
          type: "tool-call",
          id: expect.stringMatching(/./),
          name: "get_weather",
          input: { city: "Lisbon" },
        },
      ]);
      expect(parts.at(-1)?.type).toBe("end");
    });

    check("tool-round-trip", async () => {
      const tool = createWeatherTool();
      const answer = await adapter.runTools(toolCall(contractQuestions.weather, [tool]));
      expect(tool.inputs).toEqual([{ city: "Lisbon" }]);
      expect(answer.text).toContain("17.3");
      const { turns } = readSentConversation(proxy.exchanges[1]);
      const [, assistant, result] = turns;
      expect(turns.map(({ role }) => role)).toEqual(["user", "assistant", "tool"]);
      expect(assistant?.calls.map(({ name }) => name)).toEqual(["get_weather"]);
      expect(result?.results.map(({ id }) => id)).toEqual(assistant?.calls.map(({ id }) => id));
      expect(proxy.exchanges).toHaveLength(2);
    });

    check("parallel-tools", async () => {
      const tools = [createWeatherTool(), createPopulationTool()];
      const answer = await adapter.runTools(
        toolCall(contractQuestions.weatherAndPopulation, tools),
      );
      expect(tools.map((tool) => tool.inputs)).toEqual([
        [{ city: "Lisbon" }],
        [{ city: "Lisbon" }],
      ]);
      expect(answer.text).toContain("17.3");
      expect(answer.text).toContain("567,131");
      expect(proxy.exchanges).toHaveLength(2);
      const [, assistant, result] = readSentConversation(proxy.exchanges[1]).turns;
      const resultOf = Object.fromEntries(
        (result?.results ?? []).map(({ id, content }) => [id, content]),
      );
      const sent = assistant?.calls.map(({ id, name }) => [name, resultOf[id]]);
      expect(sent).toEqual([
        ["get_weather", expect.stringContaining("17.3")],
        ["get_population", expect.stringContaining("567,131")],
      ]);
    });

    check("wrong-key", async () => {
      const error = await failureOf(adapter.generate(call({ apiKey: wrongKey })));
      expect(adapter.readError(error).status).toBe(401);
      expect(proxy.exchanges).toHaveLength(1);
    });

    check("wrong-model", async () => {
      const error = await failureOf(
        adapter.generate(call({ model: contractQuestions.unknownModel })),
      );
      const { status, requestId } = adapter.readError(error);
      expect(status).toBe(onlyExchange().status);
      expect(readRequestIds(onlyExchange())).toContain(requestId);
      expect(messageOf(error)).toContain(contractQuestions.unknownModel);
    });

    check("error-in-stream-call", async () => {
      const error = await failureOf(readAll(adapter.stream(call({ apiKey: wrongKey }))));
      expect(adapter.readError(error).status).toBe(401);
    });

    check("unreachable", async () => {
      await proxy[Symbol.asyncDispose]();
      const error = await failureOf(adapter.generate(call()));
      expect(messageOf(error)).toContain(new URL(proxy.url).host);
      expect(adapter.readError(error).status).toBeUndefined();
    });

    check("abort", async () => {
      proxy.holdsEnd = true;
      const controller = new AbortController();
      const failure = failureOf(adapter.generate(call({ signal: controller.signal })));
      await until(() => proxy.exchanges[0]?.status !== undefined);
      controller.abort();
      await failure;
      await until(() => proxy.exchanges[0]?.endedBy === "client");
    });

    check("abort-stream", async () => {
      proxy.holdsEnd = true;
      const controller = new AbortController();
      const reading = Promise.allSettled([
        (async () => {
          for await (const part of adapter.stream(call({ signal: controller.signal }))) {
            if (part.type === "text") controller.abort();
          }
        })(),
      ]);
      await until(() => proxy.exchanges[0]?.endedBy === "client");
      await Promise.race([reading, failAfter(promptlyMs, "The stream went on after the abort.")]);
    });

    check("early-break", async () => {
      proxy.holdsEnd = true;
      await firstText(adapter.stream(call()));
      await until(() => proxy.exchanges[0]?.endedBy === "client");
    });

    check("secrecy", async () => {
      const refused = await failureOf(adapter.generate(call({ apiKey: wrongKey })));
      expect(findSecret(refused, wrongKey)).toEqual([]);
      const refusedStream = await failureOf(readAll(adapter.stream(call({ apiKey: wrongKey }))));
      expect(findSecret(refusedStream, wrongKey)).toEqual([]);
      const notServed = await failureOf(
        adapter.generate(call({ model: contractQuestions.unknownModel })),
      );
      expect(findSecret(notServed, server.apiKey)).toEqual([]);
      await proxy[Symbol.asyncDispose]();
      const unreachable = await failureOf(adapter.generate(call()));
      expect(findSecret(unreachable, server.apiKey)).toEqual([]);
    });

    function onlyExchange(): ObservingProxy["exchanges"][number] {
      expect(proxy.exchanges).toHaveLength(1);
      const [exchange] = proxy.exchanges;
      if (exchange === undefined) throw new Error("Nothing was sent.");
      return exchange;
    }
  });
}

function countsOf(served: ReturnType<typeof readServedAnswer> | undefined): unknown {
  return { inputTokens: served?.inputTokens, outputTokens: served?.outputTokens };
}
