import type { Conversation, ToolDefinition, Turn } from "./conversation.ts";
import { isJsonObject } from "./conversation.ts";
import { escapePattern } from "./escape-pattern.ts";
import { fillSchema } from "./fill-schema.ts";
import { findFacts } from "./find-facts.ts";
import { findKeywords } from "./find-keywords.ts";
import { extractQuestion } from "./find-question.ts";
import { findTopic } from "./find-topic.ts";

/** A call the engine wants to make, before it has an id. */
export interface PlannedCall {
  name: string;
  arguments: unknown;
}

const maximumParallelCalls = 5;

/**
 * The tool calls that answer the last user message and were not made for it yet. Since a call is
 * never repeated, an agent that feeds results back always comes to an end.
 */
export function chooseToolCalls(conversation: Conversation): PlannedCall[] {
  const { turns, tools, toolChoice } = conversation;
  if (toolChoice.kind === "none" || tools.length === 0) return [];
  const lastUserIndex = turns.findLastIndex((turn) => turn.role === "user");
  const made = turns
    .slice(lastUserIndex + 1)
    .flatMap((turn) => (turn.role === "assistant" ? turn.toolCalls : []));
  const request = readRequest(turns[lastUserIndex]?.text ?? "");
  const context = earlierRequests(turns, lastUserIndex);

  const chosen = chooseTools(conversation, request, context, made.length > 0);
  const pending = chosen.flatMap((tool) => {
    const calls = planCalls(tool, request, context.join("\n"));
    const earlier = made.filter((call) => call.name === tool.name);
    const unmade = calls.filter((call) => !earlier.some((done) => isSameCall(done, call)));
    // A framework may hand back arguments in another form; counting keeps the engine from repeating them.
    return unmade.slice(0, Math.max(0, calls.length - earlier.length));
  });
  if (pending.length > 0) {
    return pending.slice(0, conversation.allowsParallelCalls ? maximumParallelCalls : 1);
  }
  if (toolChoice.kind !== "required") return [];
  const next = tools.find((tool) => !made.some((call) => call.name === tool.name));
  return next === undefined ? [] : planCalls(next, request, "").slice(0, 1);
}

function chooseTools(
  { tools, toolChoice }: Conversation,
  request: string,
  context: readonly string[],
  hasCalled: boolean,
): readonly ToolDefinition[] {
  if (toolChoice.kind === "named") {
    return hasCalled ? [] : tools.filter((tool) => tool.name === toolChoice.name);
  }
  const words = new Set(findKeywords(request));
  if (isFollowUp(request)) {
    for (const word of findKeywords(context.at(-1) ?? "")) words.add(word);
  }
  const scored = tools
    .map((tool) => ({ tool, score: scoreTool(tool, words, request) }))
    .filter(({ score }) => score >= 2)
    .toSorted((left, right) => right.score - left.score);
  const best = scored[0]?.score ?? 0;
  const fitting = scored.filter(({ score }) => score >= best / 2).map(({ tool }) => tool);
  if (fitting.length === 0 && toolChoice.kind === "required" && !hasCalled)
    return tools.slice(0, 1);
  return fitting;
}

/** How well a tool fits: its name counts most, then its description, then its parameters. */
function scoreTool(tool: ToolDefinition, words: ReadonlySet<string>, request: string): number {
  if (new RegExp(`(?<![\\w-])${escapePattern(tool.name)}(?![\\w-])`, "u").test(request)) return 10;
  const count = (text: string): number =>
    new Set(findKeywords(text).filter((word) => words.has(word))).size;
  const properties = isJsonObject(tool.parameters["properties"])
    ? tool.parameters["properties"]
    : {};
  const named = count(tool.name);
  const described = count(tool.description);
  const parameters = count(Object.keys(properties).join(" "));
  const isArithmetic = /calc|arithmetic|math|expression/iu.test(`${tool.name} ${tool.description}`);
  const hasExpression = isArithmetic && findFacts(request).expression !== undefined;
  return named * 2 + described + Math.min(parameters, 1) / 2 + (hasExpression ? 4 : 0);
}

/** One call, or one for each place when the request lists several and the tool takes one at a time. */
function planCalls(tool: ToolDefinition, request: string, context: string): PlannedCall[] {
  const ownFacts = findFacts(request);
  const facts =
    ownFacts.places.length +
      ownFacts.names.length +
      ownFacts.numbers.length +
      ownFacts.quotations.length ===
    0
      ? findFacts(`${context}\n${request}`)
      : ownFacts;
  const source = { request, facts, topic: findTopic(request), answer: request, isSparse: true };
  const properties = isJsonObject(tool.parameters["properties"])
    ? tool.parameters["properties"]
    : {};
  const placeKeys = Object.keys(properties).filter((key) =>
    /city|location|place|town|country/iu.test(key),
  );
  const takesOnePlace = placeKeys.length === 1 && isStringSchema(properties[placeKeys[0] ?? ""]);
  const groups =
    takesOnePlace && facts.places.length > 1
      ? facts.places.map((place) => [place])
      : [facts.places];
  return groups.map((places) => ({
    name: tool.name,
    arguments: fillSchema(tool.parameters, { ...source, facts: { ...facts, places } }),
  }));
}

/** The question of a long prompt, or the whole of a short one. */
function readRequest(text: string): string {
  return text.length < 400 ? text : extractQuestion(text);
}

/** "And in Tokyo?" asks again for what was asked before. */
function isFollowUp(request: string): boolean {
  return request.length <= 80 && /^(?:and|what about|how about|same|also)\b/iu.test(request);
}

function earlierRequests(turns: readonly Turn[], lastUserIndex: number): string[] {
  return turns.slice(0, lastUserIndex).flatMap((turn) => (turn.role === "user" ? [turn.text] : []));
}

function isSameCall(earlier: { name: string; arguments: string }, call: PlannedCall): boolean {
  if (earlier.name !== call.name) return false;
  try {
    return JSON.stringify(JSON.parse(earlier.arguments)) === JSON.stringify(call.arguments);
  } catch {
    return true;
  }
}

function isStringSchema(schema: unknown): boolean {
  return isJsonObject(schema) && /^string$/iu.test(String(schema["type"]));
}
