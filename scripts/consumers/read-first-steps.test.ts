import { expect, it } from "vitest";
import { readFirstSteps } from "./read-first-steps.ts";

it("reads what to install with each package manager, and the programs, up to the first heading", () => {
  const readme = [
    "# A package",
    "```sh",
    "npm install a b",
    "pnpm add a b",
    "yarn add a b",
    "```",
    "```ts",
    "one();",
    "```",
    "```ts",
    "two();",
    "```",
    "## More",
    "```ts",
    "three();",
    "```",
  ].join("\n");
  expect(readFirstSteps(readme)).toEqual({
    installs: {
      npm: "npm install a b",
      pnpm: "pnpm add a b",
      yarn: "yarn add a b",
    },
    programs: ["one();\n", "two();\n"],
  });
});

it("has no command for a package manager that the README does not name", () => {
  const readme = "```sh\nnpm install a\n```\n";
  expect(readFirstSteps(readme).installs).toEqual({ npm: "npm install a" });
});
