import { createInterface } from "node:readline";
import type { Printer } from "./printer.ts";

/** Gives the question of the command line or, if there is none, each line that the person types. */
export async function* readQuestions(question: string, printer: Printer): AsyncGenerator<string> {
  if (question !== "") {
    yield question;
    return;
  }
  if (process.stdin.isTTY) printer.line("Ask a question, or press Ctrl+D to end.", "dim");
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() !== "") yield line.trim();
  }
}
