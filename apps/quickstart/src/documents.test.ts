import { describe, expect, it } from "vitest";
import { formatDocuments, readDocuments, searchDocuments } from "./documents.ts";

describe("the demo's documents", () => {
  const documents = readDocuments();

  it("have a title and a text", () => {
    expect(documents.length).toBeGreaterThan(2);
    for (const { title, text } of documents) {
      expect(title).not.toMatch(/^#|^$/);
      expect(text).not.toBe("");
    }
  });

  it.each([
    ["When does the last ferry leave on Sundays?", "17:50"],
    ["What does a return ticket cost?", "18.40 euro"],
    ["Who opened the observatory?", "Marit Ekeland"],
    ["When is breakfast served?", "07:00 to 09:30"],
  ])("answer %j", (question, fact) => {
    expect(formatDocuments(searchDocuments(documents, question, 1))).toContain(fact);
  });

  it("contain nothing about another question", () => {
    expect(searchDocuments(documents, "quantum chromodynamics")).toEqual([]);
  });
});
