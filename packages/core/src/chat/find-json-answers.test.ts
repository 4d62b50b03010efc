import { expect, it } from "vitest";
import { findJSONAnswers } from "./find-json-answers.ts";

const ada = { name: "Ada", age: 36 };
const json = JSON.stringify(ada, null, 2);

it.each([
  ["alone", json],
  ["with space around it", `\n${json}\n`],
  ["in a fence", `\`\`\`json\n${json}\n\`\`\``],
  [
    "in a fence without a language, after words",
    `Here you are:\n\`\`\`\n${json}\n\`\`\`\nThat's it.`,
  ],
  ["in a fence that is never closed", `\`\`\`json\n${json}`],
  ["within words", `Ada it is: ${json}. Anything else?`],
])("finds an answer %s", (_name, text) => {
  expect(findJSONAnswers(text)).toEqual([ada]);
});

it("finds what stands in an object of one member as well, after the object", () => {
  const wrapped = { response: ada };
  expect(findJSONAnswers(JSON.stringify(wrapped))).toEqual([wrapped, ada]);
});

it.each([
  ["a list", "So: [1, 2]", [[1, 2]]],
  ["a word", '"yes"', ["yes"]],
  ["null", "null", [null]],
])("finds %s", (_name, text, answers) => {
  expect(findJSONAnswers(text)).toEqual(answers);
});

it.each([[""], ["Ada is 36."], ["{"], ["} {"], ["```"], ['{"name":"Ada"'], ["[1}"]])(
  "finds nothing in %j",
  (text) => {
    expect(findJSONAnswers(text)).toEqual([]);
  },
);

it("takes no time over very many brackets", () => {
  const startedAtMs = performance.now();
  findJSONAnswers("```\n{[".repeat(100_000));
  expect(performance.now() - startedAtMs).toBeLessThan(500);
});
