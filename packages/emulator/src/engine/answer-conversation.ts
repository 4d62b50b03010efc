import type { Answer, Finish } from "./answer.ts";
import { chooseToolCalls } from "./choose-tool-calls.ts";
import { composeText, type ComposedText } from "./compose-text.ts";
import { clipText } from "./clip-text.ts";
import type { Conversation, ToolCall } from "./conversation.ts";
import { countInputTokens } from "./count-input-tokens.ts";
import { fillSchema, type FillSource } from "./fill-schema.ts";
import { findFacts } from "./find-facts.ts";
import { findQuestion } from "./find-question.ts";
import { findTopic } from "./find-topic.ts";
import { findWantedSchema } from "./find-wanted-schema.ts";
import { limitAnswer } from "./limit-answer.ts";

/** The parts of an answer before limits and token counts apply. */
export interface AnswerDraft {
  reasoning?: string;
  text?: string;
  toolCalls?: readonly ToolCall[];
  finish?: Finish;
  textPieces?: readonly string[];
}

/**
 * Answers a conversation, always alike: by calling offered tools that fit the request, by filling
 * the wanted schema, or in prose.
 */
export function answerConversation(conversation: Conversation, createCallId: () => string): Answer {
  const planned = chooseToolCalls(conversation);
  if (planned.length > 0) {
    const toolCalls = planned.map((call) => ({
      id: createCallId(),
      name: call.name,
      arguments: JSON.stringify(call.arguments),
    }));
    const names = [...new Set(planned.map((call) => call.name))].join(" and ");
    const reasoning = reason(conversation, `${names} can tell, so I call it.`);
    return finishAnswer(conversation, { toolCalls, reasoning });
  }
  const composed = composeText(conversation);
  const text = formatText(conversation, composed);
  return finishAnswer(conversation, { text, reasoning: reason(conversation, composed.method) });
}

/** Applies token limits and stop sequences to a draft and counts its tokens. */
export function finishAnswer(conversation: Conversation, draft: AnswerDraft): Answer {
  const toolCalls = draft.toolCalls ?? [];
  return limitAnswer(
    {
      reasoning: conversation.isReasoning ? (draft.reasoning ?? "") : "",
      text: draft.text ?? "",
      toolCalls,
      finish: draft.finish ?? (toolCalls.length > 0 ? "tool-calls" : "stop"),
      ...(draft.textPieces === undefined ? {} : { textPieces: draft.textPieces }),
    },
    conversation,
    countInputTokens(conversation),
  );
}

function reason(conversation: Conversation, method: string): string {
  const { text } = findQuestion(conversation);
  const question = text.length > 160 ? `${text.slice(0, 160)}…` : text;
  return `The user asks: "${question}" ${method}`;
}

function formatText(conversation: Conversation, { text }: ComposedText): string {
  const schema = findWantedSchema(conversation);
  if (schema !== undefined) {
    return JSON.stringify(fillSchema(schema, describeSource(conversation, text)));
  }
  return conversation.outputFormat.kind === "json" ? JSON.stringify({ answer: text }) : text;
}

function describeSource(conversation: Conversation, answer: string): FillSource {
  const { text, request } = findQuestion(conversation);
  const earlier = conversation.turns.flatMap((turn) =>
    turn.role === "user" || turn.role === "tool" ? [turn.text] : [],
  );
  const requestFacts = findFacts(request);
  const isSilent = requestFacts.names.length === 0 && requestFacts.numbers.length === 0;
  const everything = clipText(earlier.join("\n"));
  return {
    request: isSilent ? everything : request,
    facts: isSilent ? findFacts(everything) : requestFacts,
    topic: findTopic(text),
    answer,
    isSparse: false,
  };
}
