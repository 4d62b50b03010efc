/** The part of what a caller gets that must not depend on how the bytes were split. */
export interface Outcome {
  /** Codes of the thrown error and of error events. */
  errors: string[];
  choices: OutcomeChoice[];
}

/** One of the alternative answers. */
export interface OutcomeChoice {
  choiceIndex: number;
  text: string;
  reasoning: string;
  refusal: string;
  toolCalls: OutcomeCall[];
  finishReason: string;
}

/** A tool call. */
export interface OutcomeCall {
  name: string;
  arguments: string;
  isComplete: boolean;
}

const FAILURES = new Set(["error", "interrupted"]);

/** The codes of an answer that was cut, and of a body that was empty. */
const CUT_CODES = new Set(["stream-interrupted", "invalid-response"]);

/**
 * Says in which points the outcome of a cut answer contradicts that of the whole answer: a success although
 * something is missing, other content, or an error that the whole answer does not have.
 */
export function findContradictions(whole: Outcome, cut: Outcome): string[] {
  return [
    ...cut.errors
      .filter((code) => !whole.errors.includes(code) && !CUT_CODES.has(code))
      .map((code) => `a foreign error: ${code}`),
    ...cut.choices.flatMap((choice) => contradict(whole, cut, choice)),
  ];
}

function contradict(whole: Outcome, cut: Outcome, choice: OutcomeChoice): string[] {
  const isFailure = FAILURES.has(choice.finishReason);
  const original = whole.choices.find(({ choiceIndex }) => choiceIndex === choice.choiceIndex);
  if (original === undefined) {
    const isSilent = JSON.stringify({ ...choice, choiceIndex: 0 }) === JSON.stringify(NOTHING);
    return isSilent ? [] : [`a choice ${choice.choiceIndex} that the whole answer does not have`];
  }
  return [
    ...(isFailure || isSame(original, choice)
      ? []
      : [`a success that is none: ${JSON.stringify(choice)}`]),
    ...(isFailure &&
    cut.errors.length + whole.errors.length === 0 &&
    !mayFailWithoutError(original, choice)
      ? ["a cut without an error"]
      : []),
    ...(["text", "reasoning", "refusal"] as const)
      .filter((name) => !original[name].startsWith(choice[name]))
      .map((name) => `another ${name}: ${choice[name]}`),
    ...choice.toolCalls
      .filter((call, index) => !isPartOf(call, original.toolCalls[index]))
      .map((call) => `another call: ${JSON.stringify(call)}`),
  ];
}

const NOTHING: OutcomeChoice = {
  choiceIndex: 0,
  text: "",
  reasoning: "",
  refusal: "",
  toolCalls: [],
  finishReason: "interrupted",
};

/**
 * Whether an answer may count as failed without an error: the whole answer ends by an end mark without a finish
 * reason, or the vendor's own finish reason, which came before the cut, says that it failed.
 */
function mayFailWithoutError(original: OutcomeChoice, choice: OutcomeChoice): boolean {
  return original.finishReason === "interrupted" || isSame(original, choice);
}

function isSame(a: OutcomeChoice, b: OutcomeChoice): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isPartOf(call: OutcomeCall, original: OutcomeCall | undefined): boolean {
  if (original === undefined) return false;
  if (call.isComplete) return JSON.stringify(call) === JSON.stringify(original);
  return original.name.startsWith(call.name) && original.arguments.startsWith(call.arguments);
}
