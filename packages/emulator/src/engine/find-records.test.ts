import { expect, it } from "vitest";
import type { Turn } from "./conversation.ts";
import { fillSchema } from "./fill-schema.ts";
import { findFacts } from "./find-facts.ts";
import { findRecords } from "./find-records.ts";

const hits = [
  { path: "ferry.md", line: 3, text: "The ferry leaves at nine.", score: 0.4 },
  { path: "inn.md", line: 8, text: "Breakfast is at seven.", score: 0.9 },
];
const turns: Turn[] = [
  { role: "user", text: "When is breakfast?", images: [] },
  { role: "tool", toolCallId: "call_1", text: JSON.stringify(hits), isError: false },
];
const quotations = {
  type: "array",
  items: {
    type: "object",
    properties: { path: { type: "string" }, line: { type: "integer" }, text: { type: "string" } },
    required: ["path", "line", "text"],
  },
};

function fill(schema: Record<string, unknown>) {
  return fillSchema(schema, {
    request: "When is breakfast?",
    facts: findFacts("When is breakfast?"),
    topic: "breakfast",
    answer: "Breakfast is at seven.",
    records: findRecords(turns),
    isSparse: false,
  });
}

it("a list of objects is filled with what tools found, what the answer says first", () => {
  expect(fill(quotations)).toEqual([
    { path: "inn.md", line: 8, text: "Breakfast is at seven." },
    { path: "ferry.md", line: 3, text: "The ferry leaves at nine." },
  ]);
  expect(fill({ ...quotations, maxItems: 1 })).toHaveLength(1);
});

it("records that lack a required field, or have it in another type, are not quoted", () => {
  const { items } = quotations;
  const lacking = {
    type: "array",
    items: { ...items, properties: { ...items.properties, page: { type: "integer" } } },
  };
  lacking.items.required = [...items.required, "page"];
  expect(JSON.stringify(fill(lacking))).not.toContain("inn.md");
  const other = {
    type: "array",
    items: { ...items, properties: { ...items.properties, line: { type: "string" } } },
  };
  expect(JSON.stringify(fill(other))).not.toContain("inn.md");
});

it("tools that answer in words, and earlier turns, have no records", () => {
  expect(findRecords([...turns, { role: "user", text: "Thanks.", images: [] }])).toEqual([]);
  const words: Turn = { role: "tool", toolCallId: "call_2", text: "Nine.", isError: false };
  expect(findRecords([words])).toEqual([]);
});
