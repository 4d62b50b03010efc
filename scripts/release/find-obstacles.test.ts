import { expect, it } from "vitest";
import { findObstacles } from "./find-obstacles.ts";

const at = (url: string) => ({ repository: { type: "git", url } });
const known = at("git+https://github.com/someone/some.git");

it("packed packages may be published when the repository's address is known", () => {
  expect(findObstacles(known, [{ version: "0.1.0" }])).toEqual([]);
});

it("nothing is published while the repository's address is not known", () => {
  const unknown = at("git+https://github.com/OWNER/some.git");
  expect(findObstacles(unknown, [{ version: "0.1.0" }])).toEqual([
    expect.stringContaining("address is not known"),
  ]);
});

it("nothing is published that was not packed", () => {
  expect(findObstacles(known, undefined)).toEqual([expect.stringContaining("release:pack")]);
});

it("nothing is published without a version", () => {
  expect(findObstacles(known, [{ version: "0.0.0" }])).toEqual([
    expect.stringContaining("npm run version"),
  ]);
});
