import { expect, it } from "vitest";
import { readReadme, withOdditiesTable } from "../scripts/oddities-table.ts";

it("the table of oddities in the README follows from the fixtures", () => {
  expect(withOdditiesTable(readReadme())).toBe(readReadme());
});
