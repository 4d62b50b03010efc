import { z } from "zod";
import type { TextFile } from "./folder.ts";

/** The form of the final answer. */
export const findings = z.object({
  answer: z.string().describe("The answer in a few sentences, or that the files do not say it"),
  quotations: z
    .array(
      z.object({
        path: z.string(),
        line: z.number().int(),
        text: z.string().describe("Word for word as in the file, at most three lines"),
      }),
    )
    .describe("The places that the answer rests on"),
});

export type Findings = z.infer<typeof findings>;
export type Quotation = Findings["quotations"][number];

/**
 * Finds the line on which a quotation begins. The line that the model named is not used, because models
 * miscount. Undefined if the file does not contain the quotation, which then must not be shown as one.
 */
export function findQuotation(
  files: readonly TextFile[],
  quotation: Quotation,
): number | undefined {
  const file = files.find(({ path }) => path === quotation.path);
  const wanted = toWords(quotation.text);
  if (file === undefined || wanted === "") return undefined;
  const words = file.lines.map(toWords);
  const places = words.flatMap((_line, index) =>
    begins(words.slice(index), wanted) ? [index + 1] : [],
  );
  return places.toSorted((a, b) => Math.abs(a - quotation.line) - Math.abs(b - quotation.line))[0];
}

/** Whether a quotation begins on the first of these lines and continues on the next ones. */
function begins([first = "", ...next]: readonly string[], wanted: string): boolean {
  if (first === "") return false;
  if (first.includes(wanted)) return true;
  const joined = [first, ...next.filter((line) => line !== "").slice(0, 8)].join(" ");
  const at = joined.indexOf(wanted);
  return at >= 0 && at < first.length;
}

/** Keeps only letters and digits, so that line breaks, Markdown and quotation marks do not matter. */
function toWords(text: string): string {
  return (text.match(/[\p{L}\d]+/gu) ?? []).join(" ").toLowerCase();
}
