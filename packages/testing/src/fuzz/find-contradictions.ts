/** What a caller got of an answer, as far as it must not depend on how the bytes came. */
export interface Outcome {
  /** Codes of what was thrown and of error events. */
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

/** What the error for a cut is called, and that for a body of which nothing came. */
const CUT_CODES = new Set(["stream-interrupted", "invalid-response"]);

/**
 * What the outcome of a cut answer says against that of the whole one: a success that is none, another
 * meaning, an error that the whole answer does not have.
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
    ...(isFailure && cut.errors.length + whole.errors.length === 0 && !mayEndSo(original, choice)
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
 * Whether a failure needs no error to explain it: the whole answer ends without a finish reason, by an
 * end mark alone, or the vendor's own word for its end says that it failed, and the cut came after it.
 */
function mayEndSo(original: OutcomeChoice, choice: OutcomeChoice): boolean {
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
