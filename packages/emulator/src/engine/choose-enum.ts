import type { JsonObject } from "./conversation.ts";
import { escapePattern } from "./escape-pattern.ts";
import type { FilledValue, FillPosition, FillSource } from "./fill-source.ts";

/** Fills an enum: with the choice the text mentions, the sentiment it has, or the default. */
export function chooseEnum(
  choices: readonly unknown[],
  schema: JsonObject,
  { request }: FillSource,
  { ordinal }: FillPosition,
): FilledValue {
  const text = request.toLowerCase();
  const isNamed = (choice: unknown): boolean =>
    typeof choice === "string" && choice !== "" && isMentioned(choice, text);
  const named = choices.filter((choice) => isNamed(choice));
  if (named.length > 0) {
    // Each item of a list gets another choice.
    const ordered = [...named, ...choices.filter((choice) => !named.includes(choice))];
    return { value: ordered[ordinal % ordered.length], isEvident: true };
  }
  const sentiment = findSentiment(choices, text);
  if (sentiment !== undefined) return { value: sentiment, isEvident: true };
  const fallback = "default" in schema ? schema["default"] : choices[ordinal % choices.length];
  return { value: fallback, isEvident: false };
}

/** Chooses between positive and negative by words of praise and blame in the text. */
function findSentiment(choices: readonly unknown[], text: string): string | undefined {
  if (!choices.includes("positive") || !choices.includes("negative")) return undefined;
  if (/\b(?:hate|bad|terrible|awful|worst|disappoint|broken|poor|angry|never again)/u.test(text)) {
    return "negative";
  }
  if (/\b(?:love|great|good|excellent|best|happy|wonderful|amazing|perfect)/u.test(text)) {
    return "positive";
  }
  return choices.includes("neutral") ? "neutral" : undefined;
}

function isMentioned(choice: string, lowerCaseText: string): boolean {
  const words = choice.toLowerCase().split(/[\s_-]+/u);
  return words.every((word) =>
    new RegExp(`(?<![\\p{L}\\d])${escapePattern(word)}`, "u").test(lowerCaseText),
  );
}
