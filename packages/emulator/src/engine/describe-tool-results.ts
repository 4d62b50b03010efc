import { isJsonObject, type Conversation, type ToolCall, type Turn } from "./conversation.ts";
import { findQuestion, type Passage } from "./find-question.ts";
import { findRequestIndex } from "./find-request-index.ts";
import { rankPassages } from "./rank-passages.ts";

interface ToolResult {
  call: ToolCall | undefined;
  text: string;
  isError: boolean;
}

const longResult = 240;
const maximumLength = 800;

/** What the tools said since the last request, in sentences; undefined when none was called. */
export function describeToolResults(conversation: Conversation): string | undefined {
  const results = findResults(conversation.turns);
  if (results.length === 0) return undefined;
  return results.map((result) => describeResult(result, conversation)).join(" ");
}

function findResults(turns: readonly Turn[]): ToolResult[] {
  const requestIndex = findRequestIndex(turns);
  const recent = turns.slice(requestIndex + 1);
  const calls = recent.flatMap((turn) => (turn.role === "assistant" ? turn.toolCalls : []));
  return recent.flatMap((turn) =>
    turn.role === "tool"
      ? [
          {
            call: calls.find((call) => call.id === turn.toolCallId),
            text: turn.text,
            isError: turn.isError,
          },
        ]
      : [],
  );
}

function describeResult({ call, text, isError }: ToolResult, conversation: Conversation): string {
  const name = call?.name ?? "the tool";
  if (isError || /^\s*error\b/iu.test(text)) return endSentence(`${name} failed: ${text.trim()}`);
  const value = parseJson(text);
  const subject = describeArguments(call);
  if (text.length > longResult) {
    const answer = answerFromText(conversation, text, `${name}${subject}`);
    if (answer !== undefined) return answer;
  }
  const content = shorten(describeValue(value));
  if (content === "") return `${name}${subject} returned nothing.`;
  if (typeof value === "number") return `The result of ${name}${subject} is ${value}.`;
  return endSentence(isSentence(content) ? content : `According to ${name}${subject}: ${content}`);
}

/** The sentences of a long result that answer the question; undefined when it has no sentences. */
function answerFromText({ turns }: Conversation, text: string, source: string): string | undefined {
  const requestIndex = findRequestIndex(turns);
  const question = findQuestion({ turns: turns.slice(0, requestIndex + 1) });
  const { passages } = findQuestion({
    turns: [
      { role: "tool", toolCallId: "", text, isError: false },
      { role: "user", text: question.text, images: [] },
    ],
  });
  if (passages.length === 0) return undefined;
  const [best, second] = rankPassages(question.text, passages);
  if (best !== undefined) {
    const isCloseSecond = second !== undefined && second.score > best.score * 0.8;
    return joinPassages([best, ...(isCloseSecond ? [second] : [])].map(({ passage }) => passage));
  }
  if (question.text.trim().endsWith("?")) return `${source} found nothing that answers this.`;
  return joinPassages(passages.slice(0, 3));
}

function joinPassages(passages: readonly Passage[]): string {
  return passages.map((passage) => endSentence(passage.text)).join(" ");
}

function shorten(text: string): string {
  return text.length <= maximumLength ? text : `${text.slice(0, maximumLength)}…`;
}

function describeArguments(call: ToolCall | undefined): string {
  const parsed = call === undefined ? undefined : parseJson(call.arguments);
  if (!isJsonObject(parsed)) return "";
  const values = Object.values(parsed).filter(
    (value) => typeof value === "string" || typeof value === "number",
  );
  const listed = values.join(", ");
  return listed === "" || listed.length > 60 ? "" : ` (${listed})`;
}

function describeValue(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value))
    return value
      .map((item) => describeValue(item))
      .filter((item) => item !== "")
      .join("; ");
  if (typeof value === "string") return value.trim();
  if (!isJsonObject(value)) return JSON.stringify(value);
  return Object.entries(value)
    .map(([key, item]) => [humanize(key), describeValue(item)])
    .filter(([, item]) => item !== "")
    .map(([key, item]) => `${key} ${item}`)
    .join(", ");
}

function humanize(key: string): string {
  return key
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replaceAll(/[_-]+/gu, " ")
    .toLowerCase();
}

function isSentence(text: string): boolean {
  return /^\p{Lu}.*\s.*[.!?]$/su.test(text);
}

function endSentence(text: string): string {
  return /[.!?:)\]"]$/u.test(text) ? text : `${text}.`;
}

/** The value of a JSON text, unwrapped when it is JSON inside a JSON string; the text itself otherwise. */
function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "string" && value !== text) return parseJson(value);
    return value;
  } catch {
    return text;
  }
}
