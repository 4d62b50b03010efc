import { expect, it } from "vitest";
import { cometapi, CometAPI } from "../index.ts";

it.each([
  ["nothing", cometapi(), "gpt-4o-mini"],
  ["an id", cometapi("gpt-5-mini"), "gpt-5-mini"],
  ["an id, by new", new CometAPI("gpt-5-mini"), "gpt-5-mini"],
  ["an id and settings", cometapi("gpt-5-mini", { contextWindow: 7 }), "gpt-5-mini"],
  ["model", cometapi({ model: "gpt-5-mini" }), "gpt-5-mini"],
  ["modelName", new CometAPI({ modelName: "gpt-5-mini" }), "gpt-5-mini"],
  ["both, the same", cometapi({ model: "o3", modelName: "o3" }), "o3"],
])("the model is known from %s", (_name, llm, model) => {
  expect(llm.model).toBe(model);
  expect(llm.metadata.model).toBe(model);
});

it("keeps the settings beside an id", () => {
  expect(cometapi("gpt-5-mini", { contextWindow: 7 }).metadata.contextWindow).toBe(7);
});

it("refuses settings beside an id that are none", () => {
  const make = () => Reflect.apply(cometapi, undefined, ["gpt-5-mini", "sk-secret"]);
  expect(make).toThrow("The settings of CometAPI must be an object, not a string.");
});

it("refuses two models", () => {
  const message = 'CometAPI was given two models, "o3" and "o4-mini". Name one.';
  expect(() => cometapi({ model: "o3", modelName: "o4-mini" })).toThrow(message);
  expect(() => cometapi("o3", { model: "o4-mini" })).toThrow(message);
  expect(() => cometapi("o3", { modelName: "o4-mini" })).toThrow(message);
});
