import { isJsonObject, type ToolCall, type Turn } from "./conversation.ts";
import { findQuestion } from "./find-question.ts";
import type { Conversation } from "./conversation.ts";
import { rankPassages } from "./rank-passages.ts";

interface ToolResult {
  call: ToolCall | undefined;
  text: string;
  isError: boolean;
}

const longResult = 240;

/** What the tools said since the last user message, in sentences; undefined when none was called. */
export function describeToolResults(conversation: Conversation): string | undefined {
  const results = findResults(conversation.turns);
  if (results.length === 0) return undefined;
  return results.map((result) => describeResult(result, conversation)).join(" ");
}

function findResults(turns: readonly Turn[]): ToolResult[] {
  const lastUserIndex = turns.findLastIndex((turn) => turn.role === "user");
  const recent = turns.slice(lastUserIndex + 1);
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
  if (text.length > longResult) {
    const best = answerFromText(conversation, text);
    if (best !== undefined) return best;
  }
  const subject = describeArguments(call);
  const content = describeValue(value);
  if (content === "") return `${name}${subject} returned nothing.`;
  if (typeof value === "number") return `The result of ${name}${subject} is ${value}.`;
  return endSentence(isSentence(content) ? content : `According to ${name}${subject}: ${content}`);
}

/** The sentences of a long result that answer the question. */
function answerFromText(conversation: Conversation, text: string): string | undefined {
  const lastUserIndex = conversation.turns.findLastIndex((turn) => turn.role === "user");
  const question = findQuestion({
    ...conversation,
    turns: conversation.turns.slice(0, lastUserIndex + 1),
  });
  const { passages } = findQuestion({
    ...conversation,
    turns: [
      { role: "tool", toolCallId: "", text, isError: false },
      { role: "user", text: question.text, images: [] },
    ],
  });
  const [best, second] = rankPassages(question.text, passages);
  if (best === undefined) return undefined;
  const isCloseSecond = second !== undefined && second.score > best.score * 0.8;
  return [best, ...(isCloseSecond ? [second] : [])]
    .map(({ passage }) => endSentence(passage.text))
    .join(" ");
}

function describeArguments(call: ToolCall | undefined): string {
  const parsed = call === undefined ? undefined : parseJson(call.arguments);
  if (!isJsonObject(parsed)) return "";
  const values = Object.values(parsed).filter(
    (value) => typeof value === "string" || typeof value === "number",
  );
  return values.length === 0 ? "" : ` (${values.join(", ")})`;
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
