import { describe, expect, it } from "vitest";
import { createAnswer } from "./answer.ts";
import { toExpectation } from "./to-expectation.ts";

const call = { id: "a", name: "now", arguments: "{}", isComplete: true, echo: undefined };

describe("what a fixture states is equal to an answer", () => {
  it("that has it", () => {
    const stated = {
      text: "Hi",
      usage: { inputTokens: 5 },
      error: { code: "server", message: "ups" },
    };
    const answer = createAnswer({ ...stated, error: { code: "server", message: "oops, ups" } });
    expect(answer).toEqual(toExpectation(stated, []));
  });

  it("that made up an id where none is stated", () => {
    const stated = { toolCalls: [{ name: "now", arguments: "{}" }] };
    expect(createAnswer({ toolCalls: [call] })).toEqual(toExpectation(stated, []));
    const withoutId = createAnswer({ toolCalls: [{ ...call, id: "" }] });
    expect(withoutId).not.toEqual(toExpectation(stated, []));
  });

  it("that has what is left of it after the losses", () => {
    const losses = [{ reason: "no place", becomes: () => ({ id: undefined }) }];
    const expectation = toExpectation({ text: "Hi", id: "1" }, losses);
    expect(createAnswer({ text: "Hi" })).toEqual(expectation);
    expect(createAnswer({ text: "Hi", id: "1" })).not.toEqual(expectation);
  });
});

describe("what a fixture states differs from an answer", () => {
  it.each([
    ["that has more", { text: "Hi", reasoning: "Hm." }],
    ["that has a count more", { text: "Hi", usage: { inputTokens: 5 } }],
    ["that has less", {}],
    ["that has a call more", { text: "Hi", toolCalls: [call] }],
    ["that has an error", { text: "Hi", error: { code: "server", message: "" } }],
  ])("%s", (_, answer) => {
    expect(createAnswer(answer)).not.toEqual(toExpectation({ text: "Hi" }, []));
  });
});
