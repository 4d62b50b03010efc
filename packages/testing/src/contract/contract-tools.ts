import type { ContractTool } from "./contract-adapter.ts";

/** A tool that records the arguments it was called with. */
export interface RecordedTool extends ContractTool {
  inputs: Record<string, string>[];
}

/** Reports the weather. The result holds a number that no model would guess. */
export function createWeatherTool(): RecordedTool {
  return createTool(
    "get_weather",
    "Get the current weather in a city",
    { city: "Name of the city, e.g. Lisbon" },
    ({ city }) => `The weather in ${city} is sunny, 17.3 degrees.`,
  );
}

/** Reports how many people live in a city. */
export function createPopulationTool(): RecordedTool {
  return createTool(
    "get_population",
    "Get the population of a city",
    { city: "Name of the city, e.g. Lisbon" },
    ({ city }) => `The population of ${city} is 567,131.`,
  );
}

function createTool(
  name: string,
  description: string,
  parameters: Record<string, string>,
  answer: (input: Record<string, string>) => string,
): RecordedTool {
  const inputs: Record<string, string>[] = [];
  return {
    name,
    description,
    parameters: {
      type: "object",
      properties: Object.fromEntries(
        Object.entries(parameters).map(([key, text]) => [
          key,
          { type: "string", description: text },
        ]),
      ),
      required: Object.keys(parameters),
      additionalProperties: false,
    },
    inputs,
    execute: (input) => {
      inputs.push(input);
      return answer(input);
    },
  };
}
