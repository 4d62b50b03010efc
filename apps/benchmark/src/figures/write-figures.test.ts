import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { createMissedTargets, createOverview, createScale } from "./create-figures.ts";
import { findBestPeer, findFigure } from "./find-figure.ts";
import { parseReport } from "./parse-report.ts";
import { createDocuments } from "./write-figures.ts";

const root = path.resolve(import.meta.dirname, "../../../..");

it.each([...createDocuments()])("%s shows the figures of the last report", (file, expected) => {
  expect(readFileSync(path.join(root, file), "utf8")).toBe(expected);
});

const markdown = `# What the adapters cost

2026-11-21. 2 cores, Node 26.10.0. Made by \`pnpm bench\`; how is in the [README](../README.md).

## AI SDK

|  | unit | raw floor | CometAPI | one | other | third | do-nothing model | CometAPI / best peer |
| :-- | --: | --: | --: | --: | --: | --: | --: | --: |
| text | µs/chunk | 1.00 ±0.10 | 2.00 ±0.20 | 1,200 ±3 | 900 ±1 | 3.00 ±0.10† | 0.10 ±0.01 | 0.50 (0.40–0.60) |
| held | µs/chunk | failed | failed | failed | failed |  |  |  |

## Targets

|  | compared | target | measured | quartiles | beyond common cost | met |
| :-- | --: | --: | --: | --: | --: | --: |
| AI SDK text | over one | ≤ 0.40 | 0.43 | 0.37–0.48 | 0.05 | no |
| AI SDK request, 1 at once | over one | ≤ 1.00 | 1.20 | 1.10–1.30 |  | no |
| AI SDK held | over one | ≤ 1.80 | 0.90 | 0.80–1.01 |  | yes |
`;
const report = parseReport(markdown);

it("reads a figure without its spread, and none where a product failed or lost something", () => {
  expect(findFigure(report, ["AI SDK", "text"], "CometAPI")).toBe("2.00");
  expect(findFigure(report, ["AI SDK", "text"], "third")).toBeUndefined();
  expect(findFigure(report, ["AI SDK", "held"], "CometAPI")).toBeUndefined();
});

it("takes for the best peer whoever costs least and lost nothing", () => {
  expect(findBestPeer(report, ["AI SDK", "text"])).toBe("900");
  expect(findBestPeer(report, ["AI SDK", "held"])).toBeUndefined();
});

it("lists the targets that are not met, with whose cost it is where that is known", () => {
  const lines = createMissedTargets(report).split("\n").slice(2);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/AI SDK text .*0\.40 .*0\.43 .*0\.37–0\.48 .*0\.05/);
  expect(lines[1]).toMatch(/1\.20 .*— .*Ours; see below\./);
});

it("says how many readers one core carries by the cost of a chunk", () => {
  const held = (reading: string, unit: string, figure: string): string =>
    `| 1,000 streams held open, ${reading} | ${unit} | 1.00 ±0.10 | ${figure} |\n`;
  const head = "|  | unit | raw floor | CometAPI |\n| :-- | --: | --: | --: |\n";
  const rows = [
    held("CPU", "µs/chunk", "50.0 ±0.50"),
    held("heap of each", "kB/stream", "48.4 ±0.25"),
    held("peak memory", "kB/stream", "failed"),
    "| doStream, text, 5,000 chunks, 8 a read | µs/chunk | 1.00 ±0.10 | 4.00 ±0.10 |\n",
  ].join("");
  const sections = ["AI SDK", "LangChain", "LlamaIndex"].map(
    (name) => `## ${name}\n\n${head}${rows}\n`,
  );
  const lines = createScale(parseReport(`${markdown.split("## ")[0]}${sections.join("")}`)).split(
    "\n",
  );
  expect(lines[2]).toMatch(/AI SDK +\| 50\.0 µs \| +20,000 \| +400 \| +48\.4 kB \| +\|/);
  expect(lines.at(-1)).toMatch(/8 tokens a read \| 4\.00 µs \| +250,000 \| +5,000 /);
});

it("names a line that the report does not have, and says that the machine was busy", () => {
  expect(() => createOverview(report)).toThrow('no line "streamText, text');
  expect(report.isDisturbed).toBe(false);
  expect(parseReport(`${markdown}\n**This run was disturbed**: …`).isDisturbed).toBe(true);
});
