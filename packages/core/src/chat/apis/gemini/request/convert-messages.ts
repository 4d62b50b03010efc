import type { JSONObject } from "../../../../json.ts";
import type { ChatMessage, SystemMessage, ToolMessage } from "../../../chat-request.ts";
import { createFormatInstruction, withInstruction } from "../../request/format-instruction.ts";
import { convertAssistant } from "./convert-assistant.ts";
import { convertContent } from "./convert-content.ts";
import { convertToolResults } from "./convert-tool-result.ts";
import type { RequestContext } from "./request-context.ts";
import { signCalls } from "./sign-calls.ts";
import type { WireContent } from "./wire-content.ts";

/** The conversation in the API's form. */
export interface ConvertedMessages {
  systemInstruction?: { parts: JSONObject[] };
  contents: WireContent[];
}

/** The conversation in the API's form. Instructions go into a field of their own. */
export function convertMessages(context: RequestContext): ConvertedMessages {
  const { notes } = context;
  const messages = addFormat(context);
  const instructions = messages
    .filter(isInstruction)
    .flatMap(({ content }) => convertContent(content));
  const turns = messages.filter((message) => !isInstruction(message));
  const contents = signCalls(mergeContents(convertTurns(turns, context)), context);
  if (contents.length === 0 && instructions.length > 0) {
    notes.changed("messages", INSTRUCTION_ALONE);
    return { contents: [{ role: "user", parts: instructions }] };
  }
  const first = messages.findIndex((message) => !isInstruction(message));
  if (messages.findLastIndex(isInstruction) > first && first >= 0)
    notes.changed("messages", INSTRUCTION_MOVED);
  if (messages.some((message) => "name" in message && message.name !== undefined)) {
    notes.dropped("messages", NAMES_DROPPED);
  }
  return instructions.length === 0
    ? { contents }
    : { systemInstruction: { parts: instructions }, contents };
}

const INSTRUCTION_ALONE =
  "Gemini does not answer a system instruction alone, so it was sent as the user's message.";
const INSTRUCTION_MOVED =
  "Gemini takes its system instruction before the conversation; later ones were moved there.";
const NAMES_DROPPED = "Names of participants were not sent: Gemini does not have them.";

function isInstruction(message: ChatMessage): message is SystemMessage {
  return message.role === "system" || message.role === "developer";
}

/** The messages, with the response format in words if the model does not take it otherwise. */
function addFormat({ request, outputMode, notes }: RequestContext): readonly ChatMessage[] {
  if (outputMode.kind !== "instruction") return request.messages;
  const message = `${request.model} does not take this response format beside these tools; it was asked for in words.`;
  notes.changed("responseFormat", message);
  return withInstruction(request.messages, createFormatInstruction(outputMode.format));
}

type Turn = Exclude<ChatMessage, SystemMessage>;

function convertTurns(turns: readonly Turn[], context: RequestContext): WireContent[] {
  return groupResults(turns).map((turn): WireContent => {
    if ("results" in turn) {
      return { role: "user", parts: convertToolResults(turn.results, context) };
    }
    return turn.role === "user"
      ? { role: "user", parts: convertContent(turn.content) }
      : { role: "model", parts: convertAssistant(turn, context) };
  });
}

/** The results of one step. */
interface StepResults {
  results: ToolMessage[];
}

function groupResults(turns: readonly Turn[]): (Exclude<Turn, ToolMessage> | StepResults)[] {
  const grouped: (Exclude<Turn, ToolMessage> | StepResults)[] = [];
  for (const turn of turns) {
    const last = grouped.at(-1);
    if (turn.role !== "tool") grouped.push(turn);
    else if (last !== undefined && "results" in last) last.results.push(turn);
    else grouped.push({ results: [turn] });
  }
  return grouped;
}

/**
 * The contents, with neighbours of one role joined and empty ones left out. Function responses are not joined with the
 * user's next message: the API wants them to follow their calls alone.
 */
function mergeContents(contents: readonly WireContent[]): WireContent[] {
  const merged: WireContent[] = [];
  for (const content of contents) {
    const last = merged.at(-1);
    if (content.parts.length === 0) continue;
    if (last?.role === content.role && hasResponses(last) === hasResponses(content)) {
      last.parts.push(...content.parts);
    } else merged.push(content);
  }
  return merged;
}

function hasResponses({ parts }: WireContent): boolean {
  return parts.some((part) => part["functionResponse"] !== undefined);
}
