import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { createModelsPage } from "./generate-models-page.ts";
import { expect, it } from "vitest";
import { docsFolder, readSkills } from "./read-pages.ts";

const read = (file: string): string => readFileSync(path.join(docsFolder, file), "utf8");

it("troubleshooting has a paragraph for every error code, and for nothing else", () => {
  const source = read("../packages/core/src/errors/comet-api-error.ts");
  const union = /export type CometAPIErrorCode =([^;]*);/.exec(source)?.[1] ?? "";
  const codes = [...union.matchAll(/"([\w-]+)"/g)].map(([, code]) => code);
  const headings = [...read("troubleshooting.md").matchAll(/^## (.+)$/gm)].map(([, text]) => text);
  expect(codes.length).toBeGreaterThan(10);
  expect(headings).toEqual([...codes, "Other questions"]);
});

it("every published package has a skill of its own, described in the form that agents read", () => {
  const skills = readSkills();
  expect(skills.map(({ path: page }) => page)).toEqual([
    "skills/cometapi-ai-sdk.md",
    "skills/cometapi-core.md",
    "skills/cometapi-emulator.md",
    "skills/cometapi-langchain.md",
    "skills/cometapi-llamaindex.md",
  ]);
  for (const { path: page, markdown } of skills) {
    const name = path.basename(page, ".md");
    expect(markdown).toMatch(
      new RegExp(`^---\\nname: ${name}\\ndescription: Use when .{50,900}\\n---\\n`),
    );
  }
});

it("the page about models names the API and the price of each", () => {
  const page = createModelsPage([
    {
      id: "claude-sonnet-5",
      type: "chat",
      provider: "Anthropic",
      contextWindow: 1_000_000,
      price: { inputUSDPerMillionTokens: 2, outputUSDPerMillionTokens: 10, ratio: 0.8 },
      source: "made",
    },
    { id: "sora-2", type: "video", provider: "OpenAI", source: "made" },
  ]);
  expect(page).toContain("## Anthropic");
  expect(page).toMatch(
    /\| `claude-sonnet-5` \| messages \| .*image.* \| yes \| 1,000,000 .*\| 1\.6 \/ 8 \|/,
  );
  expect(page).toMatch(/## Video\n\n.*\n.*\n\| `sora-2` \| OpenAI \|/);
});

it("the page about decisions lists each by its heading, in their order", () => {
  const decisions = globSync("decisions/0*.md", { cwd: docsFolder }).toSorted();
  const expected = decisions.map((file) => {
    const heading = /^# (.+)$/m.exec(read(file))?.[1] ?? "";
    return `- [${heading}](./${path.basename(file)})`;
  });
  expect(expected.length).toBeGreaterThan(15);
  expect(read("decisions/README.md").match(/^- .*$/gm)).toEqual(expected);
});
