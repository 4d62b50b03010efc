import { experimental_decide as decide, experimental_extract as extract } from "ai";
import { expect, it } from "vitest";
import { startCometAPI } from "../test/start-cometapi.ts";
import { decisionModel, extractionModel } from "./experimental.ts";

const cometapi = startCometAPI();

it.each(["gpt-5-mini", "claude-sonnet-4-5", "gemini-2.5-flash", "deepseek-v3.2"])(
  "makes %s a decision model",
  async (id) => {
    const { answers } = await decide({
      model: decisionModel(cometapi.create()(id)),
      state: "The soup is cold.",
      questions: {
        warm: { type: "boolean", instructions: "Is it warm?" },
        kind: {
          type: "choice",
          instructions: "What is it?",
          criteria: { food: "A dish", car: "" },
        },
      },
    });
    expect(answers).toMatchObject({
      warm: { type: "boolean", probability: expect.any(Number) },
      kind: { type: "choice", choice: expect.stringMatching(/^(?:food|car)$/) },
    });
  },
);

it("makes a text model an extraction model", async () => {
  const { answers } = await extract({
    model: extractionModel(cometapi.create()("gpt-5-mini")),
    state: "Ada Lovelace was 36 years old.",
    fields: {
      name: { type: "text", instructions: "Who?" },
      age: { type: "number", instructions: "How old?" },
    },
  });
  expect(answers).toMatchObject({
    name: { type: "text", value: expect.any(String) },
    age: { type: "number", value: expect.any(Number) },
  });
});
