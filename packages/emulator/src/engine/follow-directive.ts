import type { Question } from "./find-question.ts";
import { findTopic } from "./find-topic.ts";
import { splitSentences } from "./split-sentences.ts";

const maximumCount = 5000;

/** Follows an instruction in a message: to repeat, count, rephrase, summarize or give a title. */
export function followDirective({ request, text, passages }: Question): string | undefined {
  return (
    repeat(request) ??
    count(request) ??
    condense(request) ??
    summarize(
      request,
      passages.map((passage) => passage.text),
    ) ??
    entitle(text)
  );
}

function repeat(request: string): string | undefined {
  const match =
    /^(?:please\s+)?(?:say|repeat|echo|reply with|respond with|answer with|output|print)(?:\s+(?:exactly|only|just|the words?|the text|this|after me|back))*\s*:?\s+(?<said>.+)$/isu.exec(
      request.trim(),
    );
  const said = match?.groups?.["said"]?.trim();
  if (said === undefined || said.length > 2000) return undefined;
  const quoted = /^["'“`](?<inner>.*?)["'”`][.!]?$/su.exec(said)?.groups?.["inner"];
  return quoted ?? (said.length > 1 ? said.replace(/\.$/u, "") : said);
}

function count(request: string): string | undefined {
  const match =
    /\bcount\b[^\d]*(?:from\s+)?(?<first>\d+)\s*(?:to|until|up to|[-–])\s*(?<last>\d+)/iu.exec(
      request,
    );
  const upTo = /\bcount\b\D*\bto\s+(?<last>\d+)/iu.exec(request);
  const groups = match?.groups ?? upTo?.groups;
  if (groups === undefined) return undefined;
  const first = Number(groups["first"] ?? 1);
  const last = Math.min(Number(groups["last"]), first + maximumCount);
  return Array.from(
    { length: Math.max(0, last - first + 1) },
    (_number, index) => first + index,
  ).join(" ");
}

/** Frameworks ask to rewrite a follow-up as a question that stands alone. The follow-up is returned as it is. */
function condense(request: string): string | undefined {
  if (
    !/(?:standalone|rephrased|rewritten) (?:question|query|message)\s*[:>]?\s*$/iu.test(request)
  ) {
    return undefined;
  }
  return /follow[ -]?up[^:>\n]*[:>]\s*(?<question>.+)/iu
    .exec(request)
    ?.groups?.["question"]?.trim();
}

function summarize(request: string, passages: readonly string[]): string | undefined {
  if (!/\bsummar(?:y|i[sz]e)\b|\btl;?dr\b/iu.test(request)) return undefined;
  const own = splitSentences(request);
  const given = passages.length > own.length ? passages : own;
  const sentences = given.filter(
    (sentence) => !/\bsummar(?:y|i[sz]e)\b|\btl;?dr\b|^try to\b/iu.test(sentence),
  );
  if (sentences.length < 2) return undefined;
  const step = Math.max(1, Math.ceil(sentences.length / 3));
  return sentences.filter((_sentence, index) => index % step === 0).join(" ");
}

function entitle(question: string): string | undefined {
  if (!/\b(?:short|concise|brief)?\s*title\b/iu.test(question) || question.length > 400) {
    return undefined;
  }
  const topic = findTopic(question.replace(/^.*\btitle\b[^:]*:?\s*/isu, ""));
  return topic.charAt(0).toUpperCase() + topic.slice(1);
}
