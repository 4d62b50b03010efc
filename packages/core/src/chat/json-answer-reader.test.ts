import { describe, expect, it } from "vitest";
import { JSONAnswerReader } from "./json-answer-reader.ts";

const schema = {
  type: "object",
  properties: { city: { type: "string" }, note: { type: "string" } },
  required: ["city"],
};
const city = '{"city":"Os\\"lo}","note":"[1]"}';

/** What comes of a text in pieces of this many characters, and when. */
function read(text: string, size: number, form: object = schema): { shown: string; early: string } {
  const reader = new JSONAnswerReader({ ...form });
  let early = "";
  for (let at = 0; at < text.length; at += size) early += reader.push(text.slice(at, at + size));
  return { shown: early + reader.end(), early };
}

describe.each([1, 3, 1000])("an answer in JSON, in pieces of %i characters,", (size) => {
  it.each([
    ["alone", city],
    ["with a line before and behind", `\n\n${city}\n`],
    ["in a fence", `\`\`\`json\n${city}\n\`\`\``],
    ["in a fence without a language", `\n\`\`\`\n${city}\n\`\`\`\n`],
    ["with words behind it", `${city}\n\nIs there more [to do]?`],
  ])("comes as it is made %s", (_where, text) => {
    expect(read(text, size)).toEqual({ shown: city, early: city });
  });

  it.each([
    ["within words", `Here it is: ${city}. Done.`],
    ["in a fence within words", `Sure, [1] says:\n\`\`\`json\n${city}\n\`\`\`\nDone.`],
    ["wrapped", `{"answer": ${city}}`],
  ])("is known at its end %s", (_where, text) => {
    expect(read(text, size)).toEqual({ shown: JSON.stringify(JSON.parse(city)), early: "" });
  });

  it.each([
    ["words alone", "I'd rather not [say]."],
    ["a fence of something else", "```\nfetch(1)\n```"],
    ["a value that is no object", "42"],
    ["nothing", ""],
  ])("is left as it is where there are %s", (_what, text) => {
    expect(read(text, size)).toEqual({ shown: text, early: "" });
  });

  it("is left as it is when it was cut off", () => {
    expect(read('{"city":"Os', size).shown).toBe('{"city":"Os');
    expect(read('```json\n{"city":"Os', size).shown).toBe('{"city":"Os');
    expect(read('{"ci', size).shown).toBe('{"ci');
  });

  it("is what was said where it does not fit, for the schema to complain of", () => {
    expect(read('{"town":"Oslo"}', size).shown).toBe('{"town":"Oslo"}');
    expect(read('So: {"town":"Oslo"}', size).shown).toBe('{"town":"Oslo"}');
  });

  it("is any JSON where no schema says which", () => {
    expect(read(`\`\`\`json\n${city}\n\`\`\``, size, {}).early).toBe(city);
    expect(read(`So: ${city}`, size, {}).shown).toBe(JSON.stringify(JSON.parse(city)));
    expect(read('[{"a":1}]', size, {}).early).toBe('[{"a":1}]');
  });

  it("is a list where the schema wants one", () => {
    const list = { type: "array", items: schema };
    expect(read(`\`\`\`\n[${city}]\n\`\`\``, size, list).early).toBe(`[${city}]`);
    expect(read(`{"cities":[${city}]}`, size, list).shown).toBe(JSON.stringify([JSON.parse(city)]));
  });
});
