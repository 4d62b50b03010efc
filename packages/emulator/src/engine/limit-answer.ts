import type { Answer } from "./answer.ts";
import type { Conversation, ToolCall } from "./conversation.ts";
import { countTokens, splitPieces } from "./split-pieces.ts";

/** Ends an answer at the first stop sequence and at the token limit, and counts what is left. */
export function limitAnswer(
  draft: Omit<Answer, "usage">,
  {
    maxOutputTokens = Infinity,
    stopSequences,
  }: Pick<Conversation, "maxOutputTokens" | "stopSequences">,
  inputTokens: number,
): Answer {
  const answer = stopAnswer(draft, stopSequences);
  let left = maxOutputTokens;
  const take = (text: string): string => {
    const pieces = splitPieces(text);
    const taken = pieces.slice(0, left);
    left -= taken.length;
    return taken.length === pieces.length ? text : taken.join("");
  };
  const reasoning = take(answer.reasoning);
  const text = take(answer.text);
  const toolCalls: ToolCall[] = [];
  for (const call of answer.toolCalls) {
    if (left > 0) toolCalls.push({ ...call, arguments: take(call.arguments) });
  }
  const isCut =
    reasoning.length < answer.reasoning.length ||
    text.length < answer.text.length ||
    toolCalls.length < answer.toolCalls.length ||
    toolCalls.some((call, index) => call.arguments !== answer.toolCalls[index]?.arguments);
  const reasoningTokens = countTokens(reasoning);
  const callTokens = toolCalls.reduce((sum, call) => sum + countTokens(call.arguments), 0);
  const { stopSequence, textPieces, ...kept } = answer;
  return {
    ...kept,
    ...(stopSequence === undefined || isCut ? {} : { stopSequence }),
    ...(textPieces === undefined || isCut ? {} : { textPieces }),
    reasoning,
    text,
    toolCalls,
    finish: isCut ? "length" : answer.finish,
    usage: {
      inputTokens,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
      outputTokens: reasoningTokens + countTokens(text) + callTokens,
      reasoningTokens,
    },
  };
}

function stopAnswer(
  draft: Omit<Answer, "usage">,
  stopSequences: readonly string[],
): Omit<Answer, "usage"> {
  const found = stopSequences
    .filter((sequence) => sequence !== "")
    .map((sequence) => ({ sequence, index: draft.text.indexOf(sequence) }))
    .filter(({ index }) => index >= 0)
    .toSorted((left, right) => left.index - right.index)[0];
  if (found === undefined) return draft;
  const { textPieces: _pieces, ...rest } = draft;
  return {
    ...rest,
    text: draft.text.slice(0, found.index),
    toolCalls: [],
    finish: "stop",
    stopSequence: found.sequence,
  };
}
