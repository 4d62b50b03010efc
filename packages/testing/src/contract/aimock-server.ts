import { LLMock } from "@copilotkit/aimock";
import type { ContractServer, StartedServer } from "./contract-adapter.ts";
import { contractKey, contractQuestions } from "./contract-questions.ts";

/**
 * `@copilotkit/aimock`, a mock server from another project, with answers to the suite's questions. An adapter
 * that passes on both servers does not depend on a peculiarity of our emulator.
 */
export const aimockServer: ContractServer = { name: "aimock", start: startAimock };

async function startAimock(): Promise<StartedServer> {
  const mock = new LLMock({
    port: 0,
    host: "127.0.0.1",
    auth: { apiKeys: [contractKey] },
    // Without a pause between the pieces, a whole answer would arrive in a single network read.
    latency: 10,
  });
  const { fact, unknownModel, weather, weatherAndPopulation } = contractQuestions;
  const model = "gpt-4o-mini-2024-07-18";
  const getWeather = { name: "get_weather", arguments: { city: "Lisbon" } };
  const getPopulation = { name: "get_population", arguments: { city: "Lisbon" } };

  mock.on(
    { model: unknownModel },
    {
      status: 503,
      error: {
        message: `no available channel for model ${unknownModel} (request id: 20261120093000aimock01)`,
        type: "comet_api_error",
        code: "model_not_found",
      },
    },
  );
  mock.onMessage(fact, { content: "It was built in 1871 by Ingrid Halvorsen.", model });
  mock.on(
    { userMessage: weatherAndPopulation, hasToolResult: false },
    { toolCalls: [getWeather, getPopulation], model },
  );
  mock.on(
    { userMessage: weatherAndPopulation, hasToolResult: true },
    { content: "It is 17.3 degrees in Lisbon, and 567,131 people live there.", model },
  );
  mock.on({ userMessage: weather, hasToolResult: false }, { toolCalls: [getWeather], model });
  mock.on(
    { userMessage: weather, hasToolResult: true },
    { content: "It is 17.3 degrees in Lisbon.", model },
  );

  const url = await mock.start();
  return {
    url,
    apiKey: contractKey,
    api: "chat",
    model: "gpt-4o-mini",
    close: () => mock.stop(),
  };
}
