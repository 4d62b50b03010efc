import { backgroundPassages } from "./background-passages.ts";
import type { Conversation } from "./conversation.ts";
import { describeImages } from "./describe-images.ts";
import { describeToolResults } from "./describe-tool-results.ts";
import { evaluateExpression } from "./evaluate-expression.ts";
import { findFacts } from "./find-facts.ts";
import { findQuestion, type Passage, type Question } from "./find-question.ts";
import { findRequestIndex } from "./find-request-index.ts";
import { followDirective } from "./follow-directive.ts";
import { rankPassages } from "./rank-passages.ts";

/** The text of an answer, and a phrase about how it was found, for the reasoning. */
export interface ComposedText {
  text: string;
  method: string;
}

// A passage with a lower score shares words with the question only by chance.
const minimumScore = 0.28;

/** Answers in prose: from tool results, by following an instruction, from the documents; else it says that it knows nothing. */
export function composeText(conversation: Conversation): ComposedText {
  const { turns } = conversation;
  const results = describeToolResults(conversation);
  if (results !== undefined) {
    const shown = describeImages({ turns: turns.slice(findRequestIndex(turns) + 1) });
    return {
      text: shown === undefined ? results : `${results} ${shown}`,
      method: "The tools have answered, so I report what they said.",
    };
  }
  const question = findQuestion(conversation);
  const image = describeImages(conversation);
  if (image !== undefined) {
    return { text: image, method: "There is an image, so I look at its bytes." };
  }
  const followed = followDirective(question);
  if (followed !== undefined) {
    return { text: followed, method: "The message says what to write, so I write it." };
  }
  const calculated = calculate(question);
  if (calculated !== undefined) {
    return { text: calculated, method: "It is arithmetic, so I calculate." };
  }
  return (
    quote(question, question.passages, "The sentences I was given contain the answer.") ??
    quote(
      question,
      backgroundPassages,
      "Nothing I was given answers this, but I know a little about CometAPI.",
    ) ?? {
      text: declareLimits(question),
      method: "Nothing I was given answers this.",
    }
  );
}

function quote(
  question: Question,
  passages: readonly Passage[],
  method: string,
): ComposedText | undefined {
  const ranked = rankPassages(question.text, passages);
  const best = ranked[0];
  if (best === undefined || best.score < minimumScore) return undefined;
  const chosen = ranked.slice(0, 2).filter(({ score }) => score >= best.score * 0.85);
  const sentences = passages
    .filter((passage) => chosen.some((ranking) => ranking.passage === passage))
    .map((passage) => (passage.origin === "user" ? addressUser(passage.text) : passage.text))
    .map((sentence) => (/[.!?:]$/u.test(sentence) ? sentence : `${sentence}.`));
  return { text: [...new Set(sentences)].join(" "), method };
}

/** Turns "My name is Ada." into "Your name is Ada." */
function addressUser(sentence: string): string {
  const replacements: Readonly<Record<string, string>> = {
    "i am": "you are",
    "i'm": "you're",
    "i've": "you've",
    "i was": "you were",
    i: "you",
    my: "your",
    me: "you",
    mine: "yours",
    myself: "yourself",
  };
  const told = sentence.replaceAll(
    /(?<![\p{L}'])(?:i am|i'm|i've|i was|i|my|me|mine|myself)(?![\p{L}'])/giu,
    (word) => replacements[word.toLowerCase()] ?? word,
  );
  return told.charAt(0).toUpperCase() + told.slice(1);
}

function calculate(question: Question): string | undefined {
  const { expression } = findFacts(question.text);
  const value = expression === undefined ? undefined : evaluateExpression(expression);
  return value === undefined ? undefined : `${expression} = ${value}`;
}

function declareLimits(question: Question): string {
  if (/^(?:hi|hello|hey|good (?:morning|evening|afternoon))\b/iu.test(question.text)) {
    return "Hello! I am the CometAPI emulator. Ask me about documents you send along, or offer me a tool to call.";
  }
  if (/^(?:thanks|thank you)\b/iu.test(question.text)) return "You are welcome!";
  const asked = question.text.length > 200 ? `${question.text.slice(0, 200)}…` : question.text;
  return `You asked: "${asked}" I am the CometAPI emulator: there is no model behind me, so I answer from the conversation, the documents and the tools you give me, and none of them speaks of this. Send a document along, offer a tool, or set COMETAPI_KEY to ask a real model.`;
}
