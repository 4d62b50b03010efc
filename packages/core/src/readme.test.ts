import { expect, it } from "vitest";
import { readReadme, withOdditiesTable } from "../scripts/oddities-table.ts";
import { LIMITS } from "./transport/limits.ts";

it("the table of oddities in the README follows from the fixtures", () => {
  expect(withOdditiesTable(readReadme())).toBe(readReadme());
});

it("the README lists every bound with its value", () => {
  const rows = readReadme().matchAll(/^\| `([\w.]+)` +\| +([\d,]+) \|/gm);
  const listed = [...rows].map(([, name, value]) => `${name} ${value?.replaceAll(",", "")}`);
  const bounds: [string, number | Record<string, number>][] = Object.entries(LIMITS);
  expect(listed).toEqual(
    bounds.flatMap(([name, bound]) =>
      typeof bound === "number"
        ? [`${name} ${bound}`]
        : Object.entries(bound).map(([part, value]) => `${name}.${part} ${value}`),
    ),
  );
});
