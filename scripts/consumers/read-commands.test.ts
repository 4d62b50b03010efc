import { expect, it } from "vitest";
import { readCommands } from "./read-commands.ts";

const page = (...lines: string[]) => ({ path: "a.md", markdown: lines.join("\n") });

it("reads the tab of the package manager, and a command within a sentence", () => {
  const markdown = page(
    "```sh [npm]",
    "npx create-app my-app",
    "cd my-app",
    "npm install a",
    "```",
    "```sh [Yarn]",
    "yarn init --yes",
    "yarn add a",
    "```",
    "Schemas are written with zod: `npm install zod`.",
  );
  expect(readCommands(markdown, "npm").setup).toEqual([
    "npx create-app my-app",
    "cd my-app",
    "npm install a",
    "npm install zod",
  ]);
  expect(readCommands(markdown, "yarn").setup).toEqual([
    "yarn init --yes",
    "yarn add a",
    "yarn add zod",
  ]);
});

it("reads only the lines that install from a block without a name", () => {
  const markdown = page("```sh", "npm install a", "```", "```sh", "npx @cometapi/emulator", "```");
  expect(readCommands(markdown, "npm").setup).toEqual(["npm install a"]);
});

it("reads the curl command unchanged", () => {
  const markdown = page("```sh", "curl http://localhost:3000/ask \\", "  -d '{}'", "```");
  expect(readCommands(markdown, "npm")).toEqual({
    setup: [],
    curl: "curl http://localhost:3000/ask \\\n  -d '{}'",
  });
});
