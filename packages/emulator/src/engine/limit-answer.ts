import type { Answer, AnswerPart } from "./answer.ts";
import type { Conversation } from "./conversation.ts";
import { countTokens, splitPieces } from "./split-pieces.ts";

type Draft = Omit<Answer, "usage">;

/** Ends an answer at the first stop sequence and at the token limit, and counts what is left. */
export function limitAnswer(
  draft: Draft,
  {
    maxOutputTokens = Infinity,
    stopSequences,
  }: Pick<Conversation, "maxOutputTokens" | "stopSequences">,
  inputTokens: number,
): Answer {
  const stopped = stopAnswer(draft, stopSequences);
  const { parts, isCut } = cutParts(stopped.parts, maxOutputTokens);
  const { stopSequence, ...kept } = stopped;
  return {
    ...kept,
    parts,
    ...(stopSequence === undefined || isCut ? {} : { stopSequence }),
    finish: isCut ? "length" : stopped.finish,
    usage: {
      inputTokens,
      cacheReadTokens: 0,
      cacheWriteTokens: { fiveMinutes: 0, oneHour: 0 },
      outputTokens: sum(parts.map((part) => countTokens(wordsOf(part)))),
      reasoningTokens: sum(
        parts.map((part) => (part.kind === "thought" ? countTokens(part.text) : 0)),
      ),
    },
  };
}

function cutParts(
  parts: readonly AnswerPart[],
  maximum: number,
): { parts: AnswerPart[]; isCut: boolean } {
  const taken: AnswerPart[] = [];
  let left = maximum;
  for (const part of parts) {
    if (left <= 0) return { parts: taken, isCut: true };
    const pieces = splitPieces(wordsOf(part));
    if (pieces.length > left) {
      taken.push(withWords(part, pieces.slice(0, left).join("")));
      return { parts: taken, isCut: true };
    }
    left -= pieces.length;
    taken.push(part);
  }
  return { parts: taken, isCut: false };
}

/** The text of a part that counts as output tokens. */
function wordsOf(part: AnswerPart): string {
  switch (part.kind) {
    case "thought":
    case "text":
    case "refusal": {
      return part.text;
    }
    case "call": {
      return part.arguments;
    }
    case "search": {
      return part.query;
    }
    case "image": {
      return "";
    }
  }
}

function withWords(part: AnswerPart, words: string): AnswerPart {
  switch (part.kind) {
    case "thought":
    case "refusal": {
      return { ...part, text: words };
    }
    case "text": {
      return { kind: "text", text: words };
    }
    case "call": {
      return { ...part, arguments: words };
    }
    case "search":
    case "image": {
      return part;
    }
  }
}

function stopAnswer(draft: Draft, stopSequences: readonly string[]): Draft {
  for (const [index, part] of draft.parts.entries()) {
    if (part.kind !== "text") continue;
    const [found] = stopSequences
      .filter((sequence) => sequence !== "")
      .map((sequence) => ({ sequence, start: part.text.indexOf(sequence) }))
      .filter(({ start }) => start >= 0)
      .toSorted((left, right) => left.start - right.start);
    if (found === undefined) continue;
    return {
      parts: [
        ...draft.parts.slice(0, index),
        { kind: "text", text: part.text.slice(0, found.start) },
      ],
      finish: "stop",
      stopSequence: found.sequence,
    };
  }
  return draft;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
