import { expect, it } from "vitest";
import { ReasoningCache } from "./reasoning-cache.ts";

const call = { id: "call_0", name: "get_weather", input: { city: "Lisbon" } };

/** The call as it comes out of a history that was stored and read again. */
function stored<T>(value: T): T {
  return structuredClone(value);
}

it("recalls the reasoning and the signature behind a call", () => {
  const cache = new ReasoningCache();
  const extraContent = { google: { thought_signature: "g" } };
  cache.remember({ thinking: "Hm", toolCall: [{ ...call, extraContent }] });
  const remembered = { thinking: "Hm", reasoningDetails: undefined, extraContent };
  expect(cache.recall(call)).toEqual(remembered);
  expect(cache.recall(stored(call))).toEqual(remembered);
});

it("keeps two conversations apart whose calls are the same but for their objects", () => {
  const cache = new ReasoningCache();
  const calls = ["Ada", "Bob", undefined].map((thinking) => {
    const own = stored(call);
    cache.remember({ ...(thinking !== undefined && { thinking }), toolCall: [own] });
    return own;
  });
  expect(calls.map((own) => cache.recall(own)?.thinking)).toEqual(["Ada", "Bob", undefined]);
});

it.each([
  ["different reasoning", "Bob"],
  ["none", undefined],
])("recalls nothing by a text that another call has with %s", (_name, other) => {
  const cache = new ReasoningCache();
  for (const thinking of ["Ada", other, "Ada"]) {
    cache.remember({ ...(thinking !== undefined && { thinking }), toolCall: [stored(call)] });
  }
  expect(cache.recall(stored(call))).toBeUndefined();
});

it("recalls what another LLM was told, by the object of a call", () => {
  const own = stored(call);
  new ReasoningCache().remember({ thinking: "Hm", toolCall: [own] });
  expect(new ReasoningCache().recall(own)?.thinking).toBe("Hm");
});

it("keeps two conversations apart whose vendor counts calls from 0", () => {
  const cache = new ReasoningCache();
  cache.remember({ thinking: "of Lisbon", toolCall: [call] });
  cache.remember({ thinking: "of Oslo", toolCall: [{ ...call, input: { city: "Oslo" } }] });
  expect(cache.recall(stored(call))?.thinking).toBe("of Lisbon");
});

it("remembers nothing where there was no reasoning", () => {
  const cache = new ReasoningCache();
  cache.remember({ toolCall: [call] });
  expect(cache.recall(call)).toBeUndefined();
});

it("forgets the oldest call when it is full", () => {
  const cache = new ReasoningCache(2);
  const ids = ["a", "b", "c"];
  for (const id of ids) cache.remember({ thinking: id, toolCall: [stored({ ...call, id })] });
  const known = ids.filter((id) => cache.recall(stored({ ...call, id })) !== undefined);
  expect(known).toEqual(["b", "c"]);
});
