import { checkTarget, type Verdict } from "../check-target.ts";
import type { Results } from "../measure/results.ts";
import type { Summary } from "../measure/statistics.ts";
import type { Subject } from "../measure/subject.ts";
import { type Framework, frameworkNames, type Product, productsOf } from "../products/product.ts";
import { formatNumber } from "./format-number.ts";
import { targets } from "../targets.ts";
import type { Table } from "./table.ts";

/** Marks a number of a product that lost something on the way. */
export const LOST_MARK = "†";

/** A table for each framework that was measured, then the targets. */
export function createTables(subjects: readonly Subject[], results: Results): Table[] {
  const verdicts = targets.flatMap((target) => checkTarget(target, results) ?? []);
  const frameworks = [...new Set(subjects.map(({ framework }) => framework))];
  return [
    ...frameworks.map((framework) => createFrameworkTable(framework, subjects, results)),
    ...(verdicts.length > 0 ? [createTargetTable(verdicts)] : []),
    ...createCheaperPeersTable(subjects, results),
  ];
}

/** Every line on which somebody else costs less than ours. None when there is no such line. */
function createCheaperPeersTable(subjects: readonly Subject[], results: Results): Table[] {
  const rows = subjects.flatMap((subject) => {
    const best = compareWithBest(subject, results);
    if (best === undefined || best.ratio.median < 1.005) return [];
    const line = `${frameworkNames[subject.framework]} ${subject.title}`;
    return [[line, best.peer.name, best.ratio.median.toFixed(2), formatQuartiles(best.ratio)]];
  });
  if (rows.length === 0) return [];
  const columns = ["", "peer", "CometAPI / peer", "quartiles"];
  return [{ title: "Where a peer costs less", columns, rows }];
}

/** Everything that was measured within one framework: a row per line, a column per product. */
function createFrameworkTable(
  framework: Framework,
  subjects: readonly Subject[],
  results: Results,
): Table {
  const products = productsOf(framework);
  const rows = subjects
    .filter((subject) => subject.framework === framework)
    .map((subject) => createRow(subject, products, results));
  return {
    title: frameworkNames[framework],
    columns: ["", "unit", ...products.map(({ name }) => name), "CometAPI / best peer"],
    rows,
  };
}

function createRow(subject: Subject, products: readonly Product[], results: Results): string[] {
  const numbers = products.map((product) => describe(subject, product, results));
  return [subject.title, subject.unit, ...numbers, describeBest(subject, results)];
}

/** What became of the targets. */
function createTargetTable(verdicts: readonly Verdict[]): Table {
  return {
    title: "Targets",
    columns: ["", "compared", "target", "measured", "quartiles", "beyond common cost", "met"],
    rows: verdicts.map((verdict) => [
      verdict.target.title,
      verdict.comparison,
      `≤ ${formatNumber(verdict.limit)}`,
      formatNumber(verdict.measured.median),
      formatQuartiles(verdict.measured),
      verdict.ratioBeyondCommon === undefined ? "" : formatNumber(verdict.ratioBeyondCommon),
      verdict.isMet ? "yes" : "no",
    ]),
  };
}

function describe(subject: Subject, product: Product, results: Results): string {
  const measurement = results.find(subject.id, product.id);
  if (measurement === undefined) return "";
  if (measurement.failure !== undefined) return "failed";
  const summary = results.summary(subject.id, product.id);
  if (summary === undefined) return "";
  const mark = measurement.lost.length > 0 ? LOST_MARK : "";
  const spread = (summary.upper - summary.lower) / 2;
  const isExact = measurement.samples.length === 1;
  return formatNumber(summary.median) + (isExact ? "" : ` ±${formatNumber(spread)}`) + mark;
}

function describeBest(subject: Subject, results: Results): string {
  const best = compareWithBest(subject, results);
  return best === undefined
    ? ""
    : `${best.ratio.median.toFixed(2)} (${formatQuartiles(best.ratio)})`;
}

function compareWithBest(
  subject: Subject,
  results: Results,
): { peer: Product; ratio: Summary } | undefined {
  const peer = results.bestPeer(subject.id, subject.framework);
  // Growth can be negative, and then a ratio of it says nothing.
  if (peer === undefined || subject.title.startsWith("memory")) return undefined;
  const ours = `${subject.framework}/cometapi`;
  const ratio = results.ratio([subject.id, ours], [subject.id, peer.id]);
  return ratio && { peer, ratio };
}

function formatQuartiles({ lower, upper }: Summary): string {
  return `${formatNumber(lower)}–${formatNumber(upper)}`;
}
