import {
  isJsonObject,
  type Conversation,
  type JsonObject,
  type ToolDefinition,
  type Turn,
} from "./conversation.ts";
import { escapePattern } from "./escape-pattern.ts";
import { composeText } from "./compose-text.ts";
import { fillSchema } from "./fill-schema.ts";
import type { FillSource } from "./fill-source.ts";
import { findFacts } from "./find-facts.ts";
import { findKeywords } from "./find-keywords.ts";
import { findOperands } from "./find-operands.ts";
import { findRecords } from "./find-records.ts";
import { extractQuestion } from "./find-question.ts";
import { findRequestIndex } from "./find-request-index.ts";
import { findTopic } from "./find-topic.ts";
import { findWantedCall } from "./find-wanted-call.ts";
import { isOpenQuestion } from "./is-open-question.ts";

/** A call without its id. */
export interface PlannedCall {
  name: string;
  arguments: unknown;
}

const maximumParallelCalls = 5;

// A match of the tool's name reaches it, and so do three words of its description.
const minimumScore = 2;

/**
 * The tool calls that answer the last request and were not made for it yet. Since a call is
 * never repeated, an agent that feeds results back always comes to an end.
 */
export function chooseToolCalls(conversation: Conversation): PlannedCall[] {
  const { turns, tools } = conversation;
  const toolChoice = findWantedCall(conversation);
  if (toolChoice.kind === "none" || tools.length === 0) return [];
  const requestIndex = findRequestIndex(turns);
  const made = turns
    .slice(requestIndex + 1)
    .flatMap((turn) => (turn.role === "assistant" ? turn.toolCalls : []));
  const request = readRequest(turns[requestIndex]?.text ?? "");
  const context = earlierRequests(turns, requestIndex);

  /** What other tools have found, for the tool that takes the answer. */
  const describeFound = (tool: ToolDefinition): Partial<FillSource> => {
    const records = takesAnswer(tool) ? findRecords(turns) : [];
    if (records.length === 0) return {};
    return { answer: composeText(conversation).text, records, isSparse: false };
  };
  const chosen = chooseTools({ ...conversation, toolChoice }, request, context, made.length > 0);
  const pending = chosen.flatMap((tool) => {
    const calls = planCalls(tool, request, context.join("\n"), describeFound(tool));
    const earlier = made.filter((call) => call.name === tool.name);
    const unmade = calls.filter((call) => !earlier.some((done) => isSameCall(done, call)));
    // A framework may send the arguments back in another form, so that a call is not recognized. Their number still is.
    const remaining = Math.max(0, calls.length - earlier.length);
    return remaining === 0 ? [] : unmade.slice(-remaining);
  });
  if (pending.length > 0) {
    return pending.slice(0, conversation.allowsParallelCalls ? maximumParallelCalls : 1);
  }
  if (toolChoice.kind !== "required") return [];
  const unused = tools.filter((tool) => !made.some((call) => call.name === tool.name));
  // The tool that takes the structured answer is called as soon as tools have found something, else last.
  const isReady = findRecords(turns).length > 0;
  const next = unused.find((tool) => takesAnswer(tool) === isReady) ?? unused[0];
  return next === undefined ? [] : planCalls(next, request, "", describeFound(next)).slice(0, 1);
}

/** Whether a tool is how a framework asks for a structured answer. */
function takesAnswer({ description }: ToolDefinition): boolean {
  return /\b(?:the answer to|structured output|final answer)\b/iu.test(description);
}

function chooseTools(
  { tools, toolChoice, turns }: Pick<Conversation, "tools" | "toolChoice" | "turns">,
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
  const fitting = coverRequest(tools, words, request);
  if (fitting.length > 0 || hasCalled) return fitting;
  if (toolChoice.kind === "required") return tools.slice(0, 1);
  const searching = tools.find((tool) => isSearchTool(tool));
  // A question that nothing in the conversation answers is one for a tool that searches.
  return searching !== undefined && isOpenQuestion(turns, request) ? [searching] : [];
}

/** The tool that fits best, then the one that fits best what the first does not cover, and so on; in the order of the offer. */
function coverRequest(
  tools: readonly ToolDefinition[],
  words: ReadonlySet<string>,
  request: string,
): ToolDefinition[] {
  const left = new Set(words);
  const chosen = new Set<ToolDefinition>();
  const candidates = new Set(tools);
  for (;;) {
    const [best] = [...candidates]
      .map((tool) => ({ tool, score: scoreTool(tool, left, request) }))
      .toSorted((one, other) => other.score - one.score);
    if (best === undefined || best.score < minimumScore) {
      return tools.filter((tool) => chosen.has(tool));
    }
    chosen.add(best.tool);
    candidates.delete(best.tool);
    for (const word of findKeywords(`${best.tool.name} ${best.tool.description}`)) {
      left.delete(word);
    }
    // An expression is computed by one tool only.
    if (isCalculator(best.tool)) {
      candidates.forEach((tool) => isCalculator(tool) && candidates.delete(tool));
    }
  }
}

function isSearchTool({ name, description }: ToolDefinition): boolean {
  return /search|retriev|look ?up|knowledge|docs|document|query/iu.test(`${name} ${description}`);
}

function isCalculator({ name, description }: ToolDefinition): boolean {
  return /calc|arithmetic|math|expression/iu.test(`${name} ${description}`);
}

/** How well a tool fits: its name counts most, then its description, then its parameters. */
function scoreTool(tool: ToolDefinition, words: ReadonlySet<string>, request: string): number {
  const isCalledByName = new RegExp(`(?<![\\w-])${escapePattern(tool.name)}(?![\\w-])`, "u");
  if (/[_-]|\p{Ll}\p{Lu}/u.test(tool.name) && isCalledByName.test(request)) return 10;
  const count = (text: string): number =>
    new Set(findKeywords(text).filter((word) => words.has(word))).size;
  const parameters = count(Object.keys(propertiesOf(tool)).join(" "));
  const hasExpression = isCalculator(tool) && findFacts(request).expression !== undefined;
  return (
    count(tool.name) * 2 +
    count(tool.description) * 0.75 +
    Math.min(parameters, 1) / 2 +
    (hasExpression ? 4 : 0)
  );
}

/** One call, or one for each place when the request lists several and the tool takes one at a time. */
function planCalls(
  tool: ToolDefinition,
  request: string,
  context: string,
  fromTools: Partial<FillSource>,
): PlannedCall[] {
  const ownFacts = findFacts(request);
  const { places, names, numbers, quotations } = ownFacts;
  const hasOwnFacts = [places, names, numbers, quotations].some((found) => found.length > 0);
  const facts = hasOwnFacts ? ownFacts : findFacts(`${context}\n${request}`);
  const operands = findOperands(tool.name, request);
  const topic = findTopic(request);
  const source = { request, facts, topic, answer: request, isSparse: true, ...fromTools };
  const properties = propertiesOf(tool);
  const placeKeys = Object.keys(properties).filter((key) =>
    /city|location|place|town|country/iu.test(key),
  );
  const takesOnePlace = placeKeys.length === 1 && isStringSchema(properties[placeKeys[0] ?? ""]);
  const groups =
    takesOnePlace && facts.places.length > 1
      ? facts.places.map((place) => [place])
      : [facts.places];
  return groups.map((group) => ({
    name: tool.name,
    arguments: fillSchema(tool.parameters, {
      ...source,
      facts: { ...facts, places: group, numbers: operands ?? facts.numbers },
    }),
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

function earlierRequests(turns: readonly Turn[], requestIndex: number): string[] {
  return turns.slice(0, requestIndex).flatMap((turn) => (turn.role === "user" ? [turn.text] : []));
}

/** Whether a call was made, with at least the same arguments. */
function isSameCall(earlier: { name: string; arguments: string }, call: PlannedCall): boolean {
  if (earlier.name !== call.name) return false;
  try {
    const made: unknown = JSON.parse(earlier.arguments);
    const planned = isJsonObject(call.arguments) ? call.arguments : {};
    return Object.entries(planned).every(
      ([key, value]) => isJsonObject(made) && JSON.stringify(made[key]) === JSON.stringify(value),
    );
  } catch {
    return true;
  }
}

function propertiesOf({ parameters }: ToolDefinition): JsonObject {
  return isJsonObject(parameters["properties"]) ? parameters["properties"] : {};
}

function isStringSchema(schema: unknown): boolean {
  return isJsonObject(schema) && /^string$/iu.test(String(schema["type"]));
}
