import type { ExplainedSurvivors } from "./explained-survivors.ts";
import type { FileResult } from "./run-mutants.ts";

/** The report in Markdown, and the number of survivors without an explanation. */
export function writeReport(
  results: readonly FileResult[],
  explained: readonly ExplainedSurvivors[],
): { markdown: string; unexplainedCount: number } {
  const rows = results.flatMap(({ file, survivors }) =>
    survivors.map(({ line, what }) => {
      const entry = explained.find((it) => it.file === file && it.mutants.includes(what));
      return { place: `${file}:${line}`, what, reason: entry?.reason };
    }),
  );
  const unexplained = rows.filter(({ reason }) => reason === undefined);
  const stale = explained.flatMap(({ file, mutants }) => {
    const result = results.find((it) => it.file === file && it.untriedCount === 0);
    if (result === undefined) return [];
    const survivors = new Set(result.survivors.map(({ what }) => what));
    return mutants.filter((what) => !survivors.has(what)).map((what) => ({ file, what }));
  });
  const count = (number: (result: FileResult) => number): number =>
    results.reduce((sum, result) => sum + number(result), 0);
  const killed = count(({ killedCount }) => killedCount);
  const untried = count(({ untriedCount }) => untriedCount);
  const markdown = [
    "# Mutants",
    `${killed + rows.length} mutants in ${results.length === 1 ? "1 file" : `${results.length} files`}: ` +
      `${killed} were killed by a test, ${rows.length} survived, ` +
      `${unexplained.length} of them without an explanation.` +
      (untried > 0 ? ` For ${untried} more there was no time.` : ""),
    "## By file",
    table(
      ["File", "Killed", "Survived"],
      results.map(({ file, killedCount, survivors }) => [
        code(file),
        String(killedCount),
        String(survivors.length),
      ]),
    ),
    "## Survivors",
    table(
      ["Place", "Mutant", "Reason"],
      rows.map(({ place, what, reason = "**none**" }) => [code(place), code(what), reason]),
    ),
    ...(stale.length === 0
      ? []
      : [
          "## Explanations that explain nothing",
          table(
            ["File", "Mutant"],
            stale.map(({ file, what }) => [code(file), code(what)]),
          ),
        ]),
  ].join("\n\n");
  return { markdown: `${markdown}\n`, unexplainedCount: unexplained.length };
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "None.";
  return [head, head.map(() => "---"), ...rows]
    .map((row) => `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n");
}

function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}
