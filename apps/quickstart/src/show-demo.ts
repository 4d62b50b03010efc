import type { UsageRecord } from "@cometapi/core";
import { describeFailure, type Printer } from "@cometapi/terminal";
import type { Demo } from "./demos.ts";
import type { DemoEvent } from "./demo-event.ts";
import type { Question } from "./question.ts";
import { describeBill } from "./describe-bill.ts";

/**
 * Runs one demo and prints its answer as it arrives. Returns whether it succeeded.
 *
 * @param records The list to which the usage of each request is added.
 */
export async function showDemo(
  demo: Demo,
  question: Question,
  printer: Printer,
  records: readonly UsageRecord[],
): Promise<boolean> {
  const startedAtMs = performance.now();
  const earlier = records.length;
  let firstTextAtMs: number | undefined;
  let last: DemoEvent["type"] | undefined;
  const answers: AnsweredEvent[] = [];

  printer.line(`\n${demo.title}`, ["bold", "cyan"]);
  try {
    for await (const event of demo.ask(question)) {
      const isNew = event.type !== last;
      last = event.type;
      if (isNew) printer.endLine();
      if (event.type === "reasoning")
        printer.piece(isNew ? `Thinking: ${event.text}` : event.text, "dim");
      if (event.type === "text") {
        if (event.text !== "") firstTextAtMs ??= performance.now();
        printer.piece(event.text);
      }
      if (event.type === "tool-call") {
        printer.line(`→ ${event.name} ${JSON.stringify(event.input)}`, "yellow");
      }
      if (event.type === "answered") answers.push(event);
    }
  } catch (failure) {
    printer.line(`Failed: ${describeFailure(failure)}`, "red");
    return false;
  }
  const endedAtMs = performance.now();
  const facts = [
    answers.at(-1)?.model ?? question.model,
    describeBill(records.slice(earlier)),
    ...(firstTextAtMs === undefined
      ? []
      : [`first text after ${seconds(firstTextAtMs - startedAtMs)}`]),
    `${seconds(endedAtMs - startedAtMs)} in all`,
  ];
  printer.line(facts.join(" · "), "dim");
  const shortfall = answers.map(({ finish }) => shortfalls[finish ?? ""]).find(Boolean);
  if (shortfall !== undefined) printer.line(`Failed: ${shortfall}`, "red");
  return shortfall === undefined;
}

/** By finish reason, why an answer is not whole. */
const shortfalls: Partial<Record<string, string>> = {
  length: "cut off: length",
  "content-filter": "blocked by a content filter",
};

type AnsweredEvent = Extract<DemoEvent, { type: "answered" }>;

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
