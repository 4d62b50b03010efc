import type { Answer, AnswerPart, Finish } from "./answer.ts";
import { chooseToolCalls } from "./choose-tool-calls.ts";
import { composeText, type ComposedText } from "./compose-text.ts";
import { clipText } from "./clip-text.ts";
import type { Conversation } from "./conversation.ts";
import { countInputTokens } from "./count-input-tokens.ts";
import { fillForm } from "./fill-form.ts";
import type { FillSource } from "./fill-source.ts";
import { findFacts } from "./find-facts.ts";
import { findRecords } from "./find-records.ts";
import { findQuestion } from "./find-question.ts";
import { findSources } from "./find-sources.ts";
import { findTopic } from "./find-topic.ts";
import { findWantedForm } from "./find-wanted-form.ts";
import { limitAnswer } from "./limit-answer.ts";
import { searchWeb } from "./search-web.ts";

/** An answer before it is cut to its limits and its tokens are counted. */
export interface AnswerDraft {
  parts: readonly AnswerPart[];
  /** Default: `tool-calls` for a draft with calls, else `stop`. */
  finish?: Finish;
}

/**
 * Answers a conversation. The same conversation always gets the same answer: calls of offered tools that fit the
 * request, a search if the vendor searches the web itself, JSON that fits the schema, or prose.
 */
export function answerConversation(conversation: Conversation, createCallId: () => string): Answer {
  const planned = chooseToolCalls(conversation);
  if (planned.length > 0) {
    const names = [...new Set(planned.map((call) => call.name))].join(" and ");
    return finishAnswer(conversation, {
      parts: [
        think(conversation, `${names} can tell, so I call it.`),
        ...planned.map((call) => ({
          kind: "call" as const,
          id: createCallId(),
          name: call.name,
          arguments: JSON.stringify(call.arguments),
        })),
      ],
    });
  }
  const searched = searchWeb(conversation);
  if (searched !== undefined) {
    const thought = think(conversation, "Nothing I was given answers this, so I search the web.");
    return finishAnswer(conversation, { parts: [thought, ...searched] });
  }
  const composed = composeText(conversation);
  const text = formatText(conversation, composed);
  const sources = findSources(conversation, text);
  return finishAnswer(conversation, {
    parts: [
      think(conversation, composed.method),
      { kind: "text", text, ...(sources.length === 0 ? {} : { sources }) },
    ],
  });
}

/** Applies token limits and stop sequences to a draft and counts its tokens. Thoughts stay where the model thinks. */
export function finishAnswer(conversation: Conversation, draft: AnswerDraft): Answer {
  const parts = draft.parts.filter(
    (part) => part.kind !== "thought" || (conversation.isReasoning && part.text !== ""),
  );
  const calls = parts.some((part) => part.kind === "call");
  return limitAnswer(
    { parts, finish: draft.finish ?? (calls ? "tool-calls" : "stop") },
    conversation,
    countInputTokens(conversation),
  );
}

function think(conversation: Conversation, method: string): AnswerPart {
  const { text } = findQuestion(conversation);
  const question = text.length > 160 ? `${text.slice(0, 160)}…` : text;
  return {
    kind: "thought",
    text: `The user asks: "${question}" ${method}`,
    ...(conversation.redactsThoughts ? { isRedacted: true } : {}),
  };
}

function formatText(conversation: Conversation, { text }: ComposedText): string {
  const form = findWantedForm(conversation);
  if (form !== undefined) return fillForm(form, describeSource(conversation, text), conversation);
  return conversation.outputFormat.kind === "json" ? JSON.stringify({ answer: text }) : text;
}

function describeSource(conversation: Conversation, answer: string): FillSource {
  const question = findQuestion(conversation);
  const request = withoutFormat(question.request);
  const { text } = question;
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
    records: findRecords(conversation.turns),
    isSparse: false,
  };
}

/** A request without the paragraphs that only describe the form of the answer: they hold no facts to answer with. */
function withoutFormat(request: string): string {
  const kept = request
    .split(/\n\s*\n/u)
    .filter(
      (paragraph) =>
        !/\bjson\b|\bschema\b|\bformat\b|\bYour response should be\b/iu.test(paragraph),
    );
  return kept.length === 0 ? request : kept.join("\n\n");
}
