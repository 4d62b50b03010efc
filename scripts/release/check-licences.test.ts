import { expect, it } from "vitest";
import { checkLicences } from "./check-licences.ts";

const of = (licence: object | undefined) => ({
  components: [{ name: "a", version: "1.0.0", ...(licence && { licenses: [licence] }) }],
});

it.each([
  { license: { id: "MIT" } },
  { expression: "(MIT OR GPL-3.0)" },
  { expression: "MIT AND Apache-2.0" },
])("%j is a licence that demands no more than to be named", (licence) => {
  expect(checkLicences(of(licence))).toEqual([]);
});

it.each([{ license: { id: "GPL-3.0" } }, { expression: "MIT AND GPL-3.0" }, undefined])(
  "%j is not",
  (licence) => {
    expect(checkLicences(of(licence))).toHaveLength(1);
  },
);

it("a package without a licence in its manifest is allowed when its licence file was read", () => {
  const components = [{ name: "@llamaindex/core", version: "0.6.22" }];
  expect(checkLicences({ components })).toEqual([]);
});
