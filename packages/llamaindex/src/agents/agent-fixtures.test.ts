import { useEmulator } from "@cometapi/testing/emulated";
import { type Fixture, type FixtureAPI, fixtures } from "@cometapi/testing";
import { agent, agentStreamEvent } from "@llamaindex/workflow";
import { expect, it } from "vitest";
import {
  type CometAPI,
  CometAPIError,
  cometapi,
  isAgentFailure,
  readChunkOptions,
} from "../index.ts";

// Every oddity of the wire that core knows, as an agent meets it, over HTTP.

/** A model that is asked by each API. */
const models: Record<FixtureAPI, string> = {
  chat: "gpt-4o-mini",
  responses: "gpt-5.6-sol",
  messages: "claude-sonnet-4-5",
  gemini: "gemini-3-pro-preview",
};

const emulator = useEmulator();

/** An LLM whose first answer is the fixture's; what it is asked afterwards, the emulator answers. */
function create({ name, api = "chat" }: Fixture): CometAPI {
  let isFirst = true;
  return cometapi({
    model: models[api],
    api,
    apiKey: "k",
    baseURL: emulator.url,
    maxRetries: 0,
    headers: () => {
      const headers = isFirst ? { "x-emulator-oddity": name } : {};
      isFirst = false;
      return headers;
    },
  });
}

it.each(fixtures.map((fixture) => [fixture.name, fixture] as const))(
  "an agent gets over %s",
  async (_name, fixture) => {
    const { expected } = fixture;
    const runs: unknown[] = [];
    const names = new Set(expected.toolCalls?.map(({ name }) => name));
    const tools = [...names].map((name) => ({
      metadata: { name, description: "A tool", parameters: { type: "object" } },
      call: (input: unknown) => {
        runs.push(input);
        return "Done.";
      },
    }));
    let text = "";
    const errors: string[] = [];
    const workflow = agent({ llm: create(fixture), tools });
    for await (const event of workflow.runStream("Hello")) {
      if (!agentStreamEvent.include(event)) continue;
      const { raw, delta } = event.data;
      text += delta;
      const error = readChunkOptions(raw)?.error;
      if (CometAPIError.isInstance(error)) errors.push(error.code);
    }
    const calls = expected.toolCalls ?? [];
    if (fixture.stream !== false && expected.error !== undefined) {
      expect(errors).toEqual([expected.error.code]);
    }
    expect(runs).toHaveLength(calls.filter(({ isComplete = true }) => isComplete).length);
    expect(text).toContain(expected.text ?? "");
    expect(isAgentFailure(text)).toBe(errors.length > 0);
  },
);
