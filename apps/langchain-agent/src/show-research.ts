import type { Printer } from "@cometapi/terminal";
import { findQuotation, type Findings } from "./find-quotation.ts";
import type { TextFile } from "./folder.ts";
import type { ResearchStep } from "./research.ts";
import { z } from "zod";

const places = z.array(z.object({ path: z.string(), line: z.number() }));

/** Prints the steps as they come. Returns whether there was an answer. */
export async function showResearch(
  steps: AsyncIterable<ResearchStep>,
  files: readonly TextFile[],
  printer: Printer,
): Promise<boolean> {
  let isAnswered = false;
  for await (const step of steps) {
    switch (step.type) {
      case "thought": {
        if (step.text.trim() !== "") printer.line(`Thinking: ${step.text.trim()}`, "dim");
        break;
      }
      case "tool-call": {
        printer.line(`→ ${step.name} ${JSON.stringify(step.input)}`, "yellow");
        break;
      }
      case "tool-result": {
        printer.line(`  ${summarizeResult(step.text)}`, "dim");
        break;
      }
      case "words": {
        isAnswered = true;
        printer.line(`\n${step.text}`, "bold");
        printer.line("The model named no places that could be checked.", "dim");
        break;
      }
      case "findings": {
        isAnswered = true;
        showFindings(step.findings, files, printer);
        break;
      }
    }
  }
  return isAnswered;
}

function showFindings(
  { answer, quotations }: Findings,
  files: readonly TextFile[],
  printer: Printer,
): void {
  printer.line(`\n${answer}`, "bold");
  for (const quotation of quotations) {
    const line = findQuotation(files, quotation);
    if (line === undefined) {
      printer.line(`\nNot in ${quotation.path}, though quoted: “${quotation.text}”`, "red");
    } else {
      printer.line(`\n${quotation.path}:${line}`, "cyan");
      printer.line(`  “${quotation.text.trim()}”`);
    }
  }
}

/** The places that were found, or the first line of a result that is only text. */
function summarizeResult(text: string): string {
  const [first = "", ...rest] = readPlaces(text) ?? text.split("\n");
  return shorten(first) + (rest.length === 0 ? "" : ` and ${rest.length} more`);
}

function readPlaces(text: string): string[] | undefined {
  try {
    return places.parse(JSON.parse(text)).map(({ path, line }) => `${path}:${line}`);
  } catch {
    return undefined;
  }
}

function shorten(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`;
}
