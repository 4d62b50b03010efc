import { readFileSync } from "node:fs";
import { fixtures } from "@cometapi/testing";
import { expect, it } from "vitest";
import { readReadme, withTables } from "../scripts/readme-tables.ts";
import { LIMITS } from "./transport/limits.ts";

it("the tables of the README follow from the fixtures and from the options of a chat", () => {
  expect(withTables(readReadme())).toBe(readReadme());
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

it("the page about the relay names fixtures that exist", () => {
  const page = readFileSync(new URL("../../../docs/relay.md", import.meta.url), "utf8");
  const rows = page.split("\n").map((line) => line.split("|"));
  // Tables of three columns end with the fixtures.
  const cells = rows.filter((row) => row.length === 5).map((row) => row[3]);
  const named = [...cells.join(" ").matchAll(/`([\w-]+)`/g)].map(([, name]) => name);
  const known = new Set(fixtures.map(({ name }) => name));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !known.has(name ?? ""))).toEqual([]);
});
