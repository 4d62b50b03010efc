import { expect, it } from "vitest";
import { ReasoningCache } from "./reasoning-cache.ts";

const call = { id: "call_0", name: "get_weather", input: { city: "Lisbon" } };

it("recalls the reasoning and the signature behind a call", () => {
  const cache = new ReasoningCache();
  const extraContent = { google: { thought_signature: "g" } };
  cache.remember({ thinking: "Hm", toolCall: [{ ...call, extraContent }] });
  expect(cache.recall(call)).toEqual({ thinking: "Hm", reasoningDetails: undefined, extraContent });
});

it("keeps two conversations apart whose vendor counts calls from 0", () => {
  const cache = new ReasoningCache();
  cache.remember({ thinking: "of Lisbon", toolCall: [call] });
  cache.remember({ thinking: "of Oslo", toolCall: [{ ...call, input: { city: "Oslo" } }] });
  expect(cache.recall(call)?.thinking).toBe("of Lisbon");
});

it("remembers nothing where there was no reasoning", () => {
  const cache = new ReasoningCache();
  cache.remember({ toolCall: [call] });
  expect(cache.recall(call)).toBeUndefined();
});

it("forgets the oldest call when it is full", () => {
  const cache = new ReasoningCache(2);
  for (const id of ["a", "b", "c"]) cache.remember({ thinking: id, toolCall: [{ ...call, id }] });
  const known = ["a", "b", "c"].filter((id) => cache.recall({ ...call, id }) !== undefined);
  expect(known).toEqual(["b", "c"]);
});
