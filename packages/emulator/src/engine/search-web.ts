import type { AnswerPart, WebPage } from "./answer.ts";
import { backgroundPassages } from "./background-passages.ts";
import type { Conversation } from "./conversation.ts";
import { findQuestion } from "./find-question.ts";
import { findRequestIndex } from "./find-request-index.ts";
import { findTopic } from "./find-topic.ts";
import { isOpenQuestion } from "./is-open-question.ts";
import { rankPassages } from "./rank-passages.ts";

/**
 * A search and what it found, where the caller offers the vendor's search and nothing in the conversation answers the
 * question; undefined otherwise. There is no web behind it: one page about the question, and what the emulator knows.
 */
export function searchWeb(conversation: Conversation): AnswerPart[] | undefined {
  const { searchesWeb, turns, outputFormat } = conversation;
  const question = findQuestion(conversation);
  if (!searchesWeb || outputFormat.kind !== "text") return undefined;
  const isAsked = findRequestIndex(turns) === turns.length - 1;
  if (!isAsked || !isOpenQuestion(turns, question.request)) return undefined;
  const page = findPage(question.text);
  const { url, title, text } = page;
  return [
    { kind: "search", query: findTopic(question.text), results: [page] },
    { kind: "text", text, sources: [{ kind: "web", url, title, quote: text }] },
  ];
}

function findPage(question: string): WebPage {
  const [known] = rankPassages(question, backgroundPassages);
  if (known !== undefined) {
    return { url: "https://www.cometapi.com/", title: "CometAPI", text: known.passage.text };
  }
  const topic = findTopic(question);
  const title = topic.charAt(0).toUpperCase() + topic.slice(1);
  return {
    url: `https://example.com/${encodeURIComponent(topic.toLowerCase().replaceAll(/\s+/gu, "-"))}`,
    title,
    text: `${title} is what this page of the emulator's web is about.`,
  };
}
