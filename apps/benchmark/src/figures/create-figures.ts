import { formatTable } from "../../../../scripts/format-table.ts";
import { findBestPeer, findFigure, findUnit, type Line, toNumber } from "./find-figure.ts";
import type { WrittenReport } from "./parse-report.ts";
import { targetNotes } from "./target-notes.ts";

/** What readers of a model's text get in a second: each token is a chunk, and with one a read a network read. */
const TOKENS_PER_SECOND = 50;

const text = "text, 5,000 chunks, 8 a read";
const held = "1,000 streams held open";

/** What the root's README shows. */
export function createOverview(report: WrittenReport): string {
  const lines: [label: string, line: Line][] = [
    ["AI SDK, `streamText`", ["AI SDK", `streamText, ${text}`]],
    [
      "LangChain, `.stream()` of tool arguments",
      ["LangChain", ".stream(), tool arguments, 5,000 chunks, 8 a read"],
    ],
    ["LlamaIndex, `agent()`", ["LlamaIndex", `agent(), ${text}`]],
    [
      "AI SDK on Messages, text at full speed",
      ["AI SDK", "doStream on messages, text, 5,000 chunks, full speed"],
    ],
    ["AI SDK, 1,000 streams at once, one token a read", ["AI SDK", `${held}, CPU`]],
    ["AI SDK, heap of each of them", ["AI SDK", `${held}, heap of each`]],
    ["AI SDK provider, import", ["AI SDK", "import in a fresh process, CPU"]],
    ["AI SDK provider, bundle, minified, gzipped", ["AI SDK", "bundle, minified and gzipped"]],
    [
      "AI SDK, request that is not streamed, 64 at once",
      ["AI SDK", "request and short answer, 64 at once"],
    ],
    ["LangChain, the same", ["LangChain", "request and short answer, 64 at once"]],
  ];
  const rows = lines.map(([label, line]) => [
    label,
    withUnit(report, line, findFigure(report, line, "CometAPI")),
    withUnit(report, line, findBestPeer(report, line)),
  ]);
  return `${describeRun(report)}\n\n${formatTable([["", "CometAPI", "best peer"], ...rows], [1, 2])}`;
}

/** What the README of the LangChain package shows. */
export function createLangChainTable(report: WrittenReport): string {
  const products = ["CometAPI", "@langchain/openai", "@langchain/openrouter"];
  const lines: [label: string, title: string][] = [
    ["A chunk of text, of 5,000", `.stream(), ${text}`],
    ["A chunk of tool arguments, of 500", ".stream(), tool arguments, 500 chunks, 8 a read"],
    ["A chunk of tool arguments, of 5,000", ".stream(), tool arguments, 5,000 chunks, 8 a read"],
    ["A chunk of tool arguments, of 20,000", ".stream(), tool arguments, 20,000 chunks, 8 a read"],
    ["A request that is not streamed, 64 at once", "request and short answer, 64 at once"],
    ["512 embeddings", "512 embeddings of 1,536 dimensions, CPU"],
    ["Import", "import in a fresh process, CPU"],
  ];
  const rows = lines.map(([label, title]) => {
    const line: Line = ["LangChain", title];
    return [label].concat(
      products.map((product) => withUnit(report, line, findFigure(report, line, product))),
    );
  });
  const head = ["", "ChatCometAPI", "ChatOpenAI", "ChatOpenRouter"];
  return `${describeRun(report)}\n\n${formatTable([head, ...rows], [1, 2, 3])}`;
}

/** Every target that is not met, with whose cost it is. */
export function createMissedTargets({ targets }: WrittenReport): string {
  const rows = targets
    .filter((target) => target.get("met") === "no")
    .map((target) => {
      const title = target.get("") ?? "";
      return [
        title,
        (target.get("target") ?? "").replace("≤ ", ""),
        target.get("measured") ?? "",
        target.get("quartiles") ?? "",
        target.get("beyond common cost") || "—",
        targetNotes.find(([fits]) => fits.test(title))?.[1] ?? "",
      ];
    });
  const head = ["Line", "Target", "Measured", "Quartiles", "What remains", "Whose cost"];
  return formatTable([head, ...rows], [1, 2, 3, 4]);
}

/** What one core carries, and what a stream that is open takes. */
export function createScale(report: WrittenReport): string {
  const rows = [
    ["AI SDK", "AI SDK", "CometAPI"],
    ["LangChain", "LangChain", "CometAPI"],
    ["LlamaIndex", "LlamaIndex", "CometAPI"],
    ["a bare `fetch`", "AI SDK", "raw floor"],
  ].map(([label = "", table = "", product = ""]) => {
    const line = (reading: string): Line => [table, `${held}, ${reading}`];
    const memory = ["heap of each", "peak memory"].map((reading) =>
      withUnit(report, line(reading), findFigure(report, line(reading), product)),
    );
    return [label].concat(describeLoad(findFigure(report, line("CPU"), product)), memory);
  });
  const folded = findFigure(report, ["AI SDK", `doStream, ${text}`], "CometAPI");
  rows.push(["AI SDK, 8 tokens a read", ...describeLoad(folded), "", ""]);
  const head = ["", "A chunk", "Chunks a second", "Readers", "Heap of a stream", "Peak memory"];
  return formatTable([head, ...rows], [1, 2, 3, 4, 5]);
}

/** A chunk's cost, and how many chunks and readers fill a core by it. */
function describeLoad(microseconds: string | undefined): string[] {
  if (microseconds === undefined) return ["", "", ""];
  const chunks = 1_000_000 / toNumber(microseconds);
  const count = (value: number): string => Math.floor(value).toLocaleString("en");
  return [`${microseconds} µs`, count(chunks), count(chunks / TOKENS_PER_SECOND)];
}

function withUnit(report: WrittenReport, line: Line, figure: string | undefined): string {
  return figure === undefined ? "" : `${figure} ${findUnit(report, line)}`;
}

function describeRun({ date, machine, isDisturbed }: WrittenReport): string {
  const run = `Measured on ${date}: ${machine}.`;
  return isDisturbed ? `${run} The machine was busy: the report says with what.` : run;
}
