import { clipText } from "./clip-text.ts";
import type { Conversation, Turn } from "./conversation.ts";
import { findRequestIndex } from "./find-request-index.ts";
import { splitSentences } from "./split-sentences.ts";

// How prompt templates of the frameworks introduce the question among the context they carry.
const labelledQuestion =
  /^[ \t]*(?:user(?:'s)? )?(?:query|question|input|request|follow[ -]?up(?: (?:input|question|message))?)[ \t]*:[ \t]*(?<question>\S.*)$/gimu;

// Others put it between tags, or into quotation marks behind a colon.
const taggedQuestion =
  /<(?:user question|follow up message|question|query)>\s*\n(?<question>[^\n<]+)|\bto the question: '(?<quoted>[^\n]+)'/giu;

// Sentences of those templates that instruct the model. They are never an answer.
const instruction =
  /^(?:you are|you're an?|your (?:task|job|goal|role)|given (?:the|a|an|this)|use (?:the|only|these|this)|using (?:the|only)|answer(?: (?:the|in|with|only|using|all|every|concisely|briefly|from))?\b|if (?:you|the|there|it)\b|do not|don't|always|never|please|context(?: information)?\b|respond|reply|return|provide|keep|be (?:brief|concise|helpful)|when (?:asked|the user|you)|call (?:the|a)|based on|the following is|question:|query:|helpful answer|thanks for asking|say (?:that )?you|cite|only (?:use|answer))/iu;

// Limits on what is read, so that a huge prompt takes milliseconds, not seconds.
const maximumDocumentLength = 500_000;
const maximumPassages = 5000;
const maximumSentenceLength = 2000;

/** The subject of the last request and everything in the conversation that may answer it. */
export interface Question {
  /** What is asked, in one or two sentences. */
  text: string;
  /** The whole last user message, or its beginning and end when it is long. */
  request: string;
  /** Sentences of the documents and earlier messages that came with it, nearest last. */
  passages: readonly Passage[];
}

/** One sentence that may answer a question. */
export interface Passage {
  text: string;
  /** Where it is from. A sentence of the user's is rewritten before it is said to the user. */
  origin: "document" | "user";
  /** The index of its document; sentences of the document that fits best rank together. */
  documentIndex: number;
}

/** Finds the question in the last request, and the passages in all messages. */
export function findQuestion(conversation: Pick<Conversation, "turns">): Question {
  const { turns } = conversation;
  const requestIndex = findRequestIndex(turns);
  const request = turns[requestIndex]?.text.trim() ?? "";
  const text = clipText(extractQuestion(request));
  const passages: Passage[] = [];
  let documentIndex = 0;
  for (const [index, turn] of turns.entries()) {
    if (turn.role === "assistant") continue;
    const content = readTurn(turn).slice(0, maximumDocumentLength);
    for (const document of content.split(/\n\s*\n|^-{3,}$/mu)) {
      documentIndex += 1;
      for (const sentence of splitSentences(document)) {
        if (sentence.endsWith("?") || sentence.length > maximumSentenceLength) continue;
        if (instruction.test(sentence)) continue;
        if (index === requestIndex && (text.includes(sentence) || sentence.includes(text))) {
          continue;
        }
        const origin = turn.role === "user" && index !== requestIndex ? "user" : "document";
        passages.push({ text: sentence, origin, documentIndex });
      }
    }
  }
  return { text, request: clipText(request), passages: passages.slice(-maximumPassages) };
}

/** The question inside a message that may carry a whole prompt template around it. */
export function extractQuestion(longMessage: string): string {
  const message = clipText(longMessage);
  const { question, quoted } = [...message.matchAll(taggedQuestion)].at(-1)?.groups ?? {};
  const tagged = question ?? quoted;
  if (tagged !== undefined) return tagged.trim();
  const labelled = [...message.matchAll(labelledQuestion)].at(-1)?.groups?.["question"];
  if (labelled !== undefined) return labelled.trim();
  const sentences = splitSentences(message);
  if (sentences.length <= 2) return message;
  return sentences.findLast((sentence) => sentence.endsWith("?")) ?? sentences.at(-1) ?? message;
}

/** What a turn says, the documents in it first. */
function readTurn(turn: Turn): string {
  if (turn.role === "tool") return readableText(turn.text);
  if (turn.role !== "user") return turn.text;
  return [...(turn.documents ?? []).map((document) => document.text), turn.text].join("\n\n");
}

/** The prose in a tool result: the long strings of JSON, or the text itself. */
function readableText(text: string): string {
  const strings: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === "string" && value.length > 24) strings.push(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(collect);
  };
  try {
    collect(JSON.parse(text));
  } catch {
    return text;
  }
  return strings.join("\n\n");
}
