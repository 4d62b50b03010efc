import { describeFailure, type Printer } from "@cometapi/terminal";
import type { Demo } from "./demos.ts";
import type { DemoEvent } from "./demo-event.ts";
import { findPricedModel } from "./find-priced-model.ts";
import type { Question } from "./question.ts";
import type { PriceTokens } from "./read-prices.ts";

/** Runs one demo and prints its answer as it arrives. Tells whether it came to a good end. */
export async function showDemo(
  demo: Demo,
  question: Question,
  printer: Printer,
  priceTokens: PriceTokens,
): Promise<boolean> {
  const startedAtMs = performance.now();
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
    ...(await describeAnswers(answers, question, priceTokens)),
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

/** Why an answer that came to its end is not whole, by its finish. */
const shortfalls: Partial<Record<string, string>> = {
  length: "cut off: length",
  "content-filter": "blocked by a content filter",
};

type AnsweredEvent = Extract<DemoEvent, { type: "answered" }>;

/** The served model, the tokens of all answers together and their cost, as far as they are known. */
async function describeAnswers(
  answers: readonly AnsweredEvent[],
  { model, settings: { fallbackModels = [] } }: Question,
  priceTokens: PriceTokens,
): Promise<string[]> {
  const servedModel = answers.at(-1)?.model ?? model;
  const inputTokens = sum(answers.map((answer) => answer.inputTokens));
  const outputTokens = sum(answers.map((answer) => answer.outputTokens));
  if (inputTokens === undefined || outputTokens === undefined) return [servedModel];
  const pricedModel = findPricedModel(servedModel, [model, ...fallbackModels]);
  const cost = pricedModel && (await priceTokens(pricedModel, inputTokens, outputTokens));
  return [
    servedModel,
    `${inputTokens} tokens in, ${outputTokens} out`,
    ...(typeof cost !== "number" ? [] : [`about $${cost.toFixed(5)}`]),
  ];
}

/** Undefined when a part is, since a sum that leaves one out would be false. */
function sum(counts: readonly (number | undefined)[]): number | undefined {
  let total = 0;
  for (const count of counts) {
    if (count === undefined) return undefined;
    total += count;
  }
  return counts.length === 0 ? undefined : total;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
